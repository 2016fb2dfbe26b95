package lab.obscura.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.account.Actor;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.account.audit.AuditTrail;
import lab.obscura.account.owner.Owned;
import lab.obscura.account.owner.Owners;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.experiment.Resolved;
import lab.obscura.experiment.content.ContentKey;
import lab.obscura.export.Column.Better;
import lab.obscura.export.Export;
import lab.obscura.export.SettingWords;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.usage.Usages;
import lab.obscura.study.Studies;
import lab.obscura.study.StudyDryRunView;
import lab.obscura.table.PaperTable.TableColumn;
import lab.obscura.table.PaperTable.TableRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tables of the program and those that were posted: what they say, what is measured of them, and what is missing. */
@Component
class Tables {

    private static final int USUAL_DIGITS = 4;

    private final KnownTables known;
    private final TableStore store;
    private final CheckedRows checked;
    private final MeasuredRows measured;
    private final StandingRuns standing;
    private final Usages usages;
    private final Studies studies;
    private final Owners owners;
    private final AuditTrail audit;

    Tables(
            KnownTables known,
            TableStore store,
            CheckedRows checked,
            MeasuredRows measured,
            StandingRuns standing,
            Studies studies,
            Owners owners,
            Usages usages,
            AuditTrail audit) {
        this.usages = usages;
        this.known = known;
        this.store = store;
        this.checked = checked;
        this.measured = measured;
        this.standing = standing;
        this.studies = studies;
        this.owners = owners;
        this.audit = audit;
    }

    TableView.Tables all() {
        List<PaperTable> tables = known.all();
        Map<StandingRuns.Scale, TableView.Progress> progress = standing.progress(tables);
        return new TableView.Tables(
                tables.stream().map(table -> entry(table, progress)).toList());
    }

    private TableView.Entry entry(PaperTable table, Map<StandingRuns.Scale, TableView.Progress> all) {
        Map<String, TableView.Progress> progress = new LinkedHashMap<>();
        table.scaleNames().forEach(name -> progress.put(name, all.get(new StandingRuns.Scale(table, name))));
        return new TableView.Entry(
                table.id(),
                table.title(),
                table.source(),
                table.link(),
                !known.isShipped(table.id()),
                table.scaleNames(),
                table.rows().size(),
                progress);
    }

    /** @param scale empty for the first of the table */
    TableView get(String id, String scale) {
        PaperTable table = find(id);
        return view(look(table, scale(table, scale)));
    }

    Export export(String id, String scale, String format) {
        PaperTable table = find(id);
        Look look = look(table, scale(table, scale));
        List<Map<String, Object>> definitions = look.resolved().values().stream()
                .map(row -> row.definition().toJson())
                .toList();
        return new TableSheet(view(look), definitions).exportable().as(format);
    }

    /** Stores a table. */
    TableView post(Map<String, Object> posted, Actor submitter) {
        PaperTable table = TableReader.read(posted);
        if (known.isShipped(table.id()) || !store.insert(table.id(), posted, submitter)) {
            throw new Problem(
                    ErrorType.ILLEGAL_STATE,
                    "There is a table with the id " + table.id()
                            + " already. Choose another id, or delete that one first");
        }
        return get(table.id(), "");
    }

    @Transactional
    void delete(String id, Actor actor) {
        if (known.isShipped(id)) {
            throw new Problem(
                    ErrorType.ILLEGAL_STATE,
                    "The table " + id + " is part of the program; only posted ones can be deleted");
        }
        owners.check(actor, Owned.TABLE, id);
        if (!store.delete(id)) {
            throw unknown(id);
        }
        audit.note(AuditAction.DELETE, "");
    }

    /** What "missing" would queue. */
    Optional<StudyDryRunView> dryRun(String id, String scale, Actor submitter) {
        PaperTable table = find(id);
        return missing(look(table, scale(table, scale))).map(study -> studies.dryRun(study, submitter));
    }

    /** Queues the rows of which seeds are missing, and of them these seeds alone. */
    TableView.Queued queueMissing(String id, String scale, Actor actor) {
        PaperTable table = find(id);
        return new TableView.Queued(missing(look(table, scale(table, scale)))
                .map(study -> studies.complete(study, actor))
                .orElse(null));
    }

    /** What there is of a table at a scale. */
    private record Look(
            PaperTable table, String scale, CheckedRows.Checked checked, Map<Integer, MeasuredRow> measured) {

        List<Long> seeds() {
            return table.scales().get(scale).seeds();
        }

        Map<Integer, Resolved> resolved() {
            return checked.resolved();
        }
    }

    private Look look(PaperTable table, String scale) {
        CheckedRows.Checked rows = checked.of(table, scale);
        List<Integer> places = List.copyOf(rows.resolved().keySet());
        List<ContentKey> keys =
                rows.resolved().values().stream().map(Resolved::contentKey).toList();
        Map<Integer, MeasuredRow> found = new HashMap<>();
        measured.of(keys, table.scales().get(scale).seeds()).forEach((place, row) -> found.put(places.get(place), row));
        return new Look(table, scale, rows, found);
    }

    /** The study of the rows that are not whole; empty where all are. Rows of the same content are one. */
    private static Optional<Map<String, Object>> missing(Look look) {
        Set<String> seen = new HashSet<>();
        List<TableRow> rows = look.resolved().entrySet().stream()
                .filter(row -> look.measured()
                                .getOrDefault(row.getKey(), MeasuredRow.NOTHING)
                                .count(RunState.SUCCEEDED, RunState.QUEUED, RunState.RUNNING, RunState.CANCELLING)
                        < look.seeds().size())
                .filter(row -> seen.add(row.getValue().identity().rowHash()))
                .map(row -> look.table().rows().get(row.getKey()))
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(TableRows.study(look.table(), look.scale(), rows));
    }

    private TableView view(Look look) {
        PaperTable table = look.table();
        var judge = new TableJudge(table, look.scale(), look.checked().slugs(), look.measured());
        return new TableView(
                table.id(),
                table.title(),
                look.scale(),
                table.scaleNames(),
                table.source(),
                table.link(),
                !known.isShipped(table.id()),
                table.remarks(),
                look.seeds(),
                progress(look),
                usages.ofRuns(look.measured().values().stream()
                        .flatMap(row -> row.runs().stream())
                        .map(run -> new RunId(run.run()))
                        .distinct()
                        .toList()),
                table.columns().stream().map(Tables::column).toList(),
                IntStream.range(0, table.rows().size())
                        .mapToObj(place -> row(look, judge, place))
                        .toList());
    }

    private static TableView.RowView row(Look look, TableJudge judge, int place) {
        TableRow row = look.table().rows().get(place);
        MeasuredRow found = look.measured().getOrDefault(place, MeasuredRow.NOTHING);
        return new TableView.RowView(
                row.label(),
                row.note(),
                row.isMissing() ? row.missing() : look.checked().reasons().getOrDefault(place, ""),
                Optional.ofNullable(look.resolved().get(place))
                        .map(known -> SettingWords.defense(known.definition().toJson()))
                        .orElse(""),
                found.experiment().orElse(null),
                found.count(RunState.SUCCEEDED),
                found.count(RunState.QUEUED, RunState.RUNNING, RunState.CANCELLING),
                found.count(RunState.FAILED, RunState.CANCELLED),
                look.table().columns().stream()
                        .map(column -> judge.cell(place, column))
                        .toList());
    }

    private static TableView.ColumnView column(TableColumn column) {
        int digits = Stream.concat(
                        Metrics.columns().stream(), Metrics.paper().stream().map(paper -> paper.info()))
                .filter(metric -> metric.id().equals(column.metric()))
                .findFirst()
                .map(metric -> metric.notation().digits())
                .orElse(USUAL_DIGITS);
        return new TableView.ColumnView(
                column.id(),
                column.title(),
                column.metric(),
                column.divisor(),
                column.tolerance(),
                column.isRelative(),
                column.better() == Better.HIGHER ? "higher" : "lower",
                column.isGain(),
                Math.max(0, digits - (int) Math.round(Math.log10(column.divisor()))));
    }

    private static TableView.Progress progress(Look look) {
        return TableView.Progress.of(
                look.resolved().size() * look.seeds().size(),
                look.measured().values().stream()
                        .flatMap(row -> row.runs().stream())
                        .map(MeasuredRow.SeedRun::state)
                        .toList());
    }

    private PaperTable find(String id) {
        return known.find(id).orElseThrow(() -> unknown(id));
    }

    private static Problem unknown(String id) {
        return Problem.unknown(ErrorType.UNKNOWN_TABLE, "No table has the id", id, "GET /api/v1/tables lists them");
    }

    private static String scale(PaperTable table, String asked) {
        if (asked.isEmpty()) {
            return table.scaleNames().get(0);
        }
        if (!table.scales().containsKey(asked)) {
            throw Problem.field("scale", "one of " + String.join(", ", table.scaleNames()), asked, "Leave it out");
        }
        return asked;
    }
}
