package lab.obscura.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.obscura.account.Actor;
import lab.obscura.export.SettingWords;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunChange;
import lab.obscura.queue.RunId;
import lab.obscura.queue.Runs;
import lab.obscura.queue.TextArray;
import lab.obscura.queue.usage.Usages;
import lab.obscura.queue.workers.WaitingReasons;
import lab.obscura.result.AttackResult;
import lab.obscura.result.Links;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.Results;
import lab.obscura.result.RunResult;
import lab.obscura.result.StoredDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what the queue knows of a run and what it found out: for the list in one statement, for one run in detail. */
@Component
final class RunOverviews {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<RunPageView.Attack>> ATTACKS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Runs runs;
    private final Results results;
    private final WaitingReasons reasons;
    private final Usages usages;

    RunOverviews(JdbcClient jdbc, Runs runs, Results results, WaitingReasons reasons, Usages usages) {
        this.usages = usages;
        this.jdbc = jdbc;
        this.runs = runs;
        this.results = results;
        this.reasons = reasons;
    }

    /**
     * What a list shows of a run besides what the queue knows.
     *
     * @param definition its defense and nothing else
     */
    record Findings(
            UUID run,
            Map<String, Object> definition,
            Double accuracy,
            List<RunPageView.Attack> attacks,
            boolean finished) {}

    List<RunPageView.Row> rows(List<Run> page) {
        Map<UUID, Findings> findings = findings(page.stream().map(Run::id).toList());
        Function<Run, String> reasons = this.reasons.of(page);
        return page.stream()
                .map(run -> row(run, reasons.apply(run), findings.get(run.id().value())))
                .toList();
    }

    Map<UUID, Findings> findings(List<RunId> ids) {
        return jdbc
                .sql("""
                        select r.id, o.run_id is not null as finished,
                               (select m.value from run_metrics m where m.run_id = r.id and m.metric = 'accuracy') as accuracy,
                               jsonb_build_object('defense', e.definition -> 'defense') as defense,
                               (select coalesce(jsonb_agg(jsonb_build_object('attack', a.attack, 'slug', a.slug, 'metrics',
                                           (select coalesce(jsonb_object_agg(m.metric, m.mean), '{}') from attack_metrics m
                                             where m.run_id = a.run_id and m.slug = a.slug
                                               and m.metric = any (cast(:columns as text[])))) order by a.number), '[]')
                                  from attack_results a where a.run_id = r.id) as attacks
                          from runs r join experiments e on e.id = r.experiment_id left join outcomes o on o.run_id = r.id
                         where r.id = any (cast(:ids as uuid[]))
                        """)
                .param("columns", TextArray.of(MetricColumns.ids()))
                .param("ids", ids.stream().map(RunId::toString).collect(Collectors.joining(",", "{", "}")))
                .query(RunOverviews::findings)
                .list()
                .stream()
                .collect(Collectors.toMap(Findings::run, Function.identity()));
    }

    private static Findings findings(ResultSet row, int index) throws SQLException {
        return new Findings(
                row.getObject("id", UUID.class),
                StoredDefinition.read(row.getString("defense")),
                (Double) row.getObject("accuracy"),
                JSON.readValue(row.getString("attacks"), ATTACKS),
                row.getBoolean("finished"));
    }

    private static RunPageView.Row row(Run run, String reason, Findings found) {
        return new RunPageView.Row(
                run.id().value(),
                run.experiment().value(),
                run.experimentName(),
                run.seed(),
                run.state().name(),
                reason,
                run.stage(),
                run.progress(),
                run.priority(),
                run.submitter().name(),
                run.tags(),
                run.pinned(),
                run.archived(),
                run.dataset(),
                run.backbone(),
                run.cutLayer(),
                SettingWords.entries(found.definition().get("defense")).stream()
                        .map(part -> String.valueOf(part.get("part")))
                        .toList(),
                SettingWords.defense(found.definition()),
                run.times().queued(),
                run.times().started().orElse(null),
                run.times().finished().orElse(null),
                found.accuracy(),
                found.attacks(),
                found.finished() ? Links.thumbnail(run.id()) : null);
    }

    RunView detail(Run run) {
        RunResult result = results.find(run.id()).orElse(RunResult.NOTHING);
        List<RunChange> changes = runs.changes(run.id());
        return new RunView(
                run.id().value(),
                run.experiment().value(),
                run.experimentName(),
                run.seed(),
                run.state().name(),
                reasons.of(List.of(run)).apply(run),
                run.stage(),
                run.progress(),
                run.priority(),
                run.tags(),
                run.notes(),
                run.pinned(),
                run.archived(),
                run.submitter().name(),
                run.attempt(),
                worker(run, changes),
                run.times().queued(),
                run.times().started().orElse(null),
                run.times().finished().orElse(null),
                definition(run),
                result.metrics(),
                result.attacks().stream().map(RunOverviews::attack).toList(),
                result.standing(),
                usages.ofRuns(List.of(run.id())),
                result.timings(),
                result.provenance(),
                result.warnings(),
                changes.stream()
                        .map(change -> new RunView.Change(
                                change.from().isEmpty() ? null : change.from(),
                                change.to().name(),
                                change.reason(),
                                change.actor().equals(Actor.SYSTEM)
                                        ? null
                                        : change.actor().name(),
                                change.attempt(),
                                change.at()))
                        .toList());
    }

    /** The worker that has the run, else the one that had it last; null where none ever had. */
    private static String worker(Run run, List<RunChange> changes) {
        if (!run.worker().isEmpty()) {
            return run.worker();
        }
        return changes.stream()
                .flatMap(change -> change.claimedBy().stream())
                .reduce((former, later) -> later)
                .orElse(null);
    }

    private Map<String, Object> definition(Run run) {
        return jdbc.sql("select definition from experiments where id = :experiment")
                .param("experiment", run.experiment().value())
                .query((row, index) -> StoredDefinition.read(row.getString("definition")))
                .single();
    }

    private static RunView.Attack attack(AttackResult result) {
        return new RunView.Attack(
                result.attack(),
                result.slug(),
                result.knowledge(),
                result.evaluated(),
                result.settings(),
                result.means(),
                result.adequacy());
    }
}
