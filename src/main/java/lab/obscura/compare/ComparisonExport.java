package lab.obscura.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.export.Column;
import lab.obscura.export.Data;
import lab.obscura.export.Exportable;
import lab.obscura.export.Protocol;
import lab.obscura.export.SettingWords;
import lab.obscura.export.Sheet;
import lab.obscura.export.Value;
import lab.obscura.result.summary.Spread;

/** A comparison as a file: where the definitions differ, then a table per attack. */
record ComparisonExport(ComparisonView comparison) {

    private static final List<MetricInfo> METRICS = Metrics.columns();

    Exportable exportable() {
        return new Exportable("comparison", comparison, this::data, this::sheet);
    }

    /** One empty slug where nothing was attacked yet: the accuracies are shown all the same. */
    private List<String> slugs() {
        Set<String> slugs = comparison.runs().stream()
                .flatMap(run -> run.attacks().stream())
                .map(ComparisonView.Attack::slug)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return slugs.isEmpty() ? List.of("") : List.copyOf(slugs);
    }

    private Data data() {
        List<String> columns = Stream.of(
                        Stream.of("name", "defense", "experiment", "run", "n", "accuracy", "accuracyInterval"),
                        Stream.of("attack", "adequacy"),
                        METRICS.stream().flatMap(metric -> Stream.of(metric.id(), metric.id() + "Interval")))
                .flatMap(names -> names)
                .toList();
        return new Data(
                columns,
                slugs().stream()
                        .flatMap(slug -> comparison.runs().stream().map(run -> data(run, slug)))
                        .map(Data.Row::cells)
                        .toList());
    }

    private static Data.Row data(ComparisonView.Run run, String slug) {
        Optional<ComparisonView.Attack> attack = attack(run, slug);
        var row = new Data.Row()
                .add(run.name(), SettingWords.defense(run.definition()))
                .add(run.experiment().toString(), run.whole() ? null : run.id().toString(), n(run))
                .addSpread(run.spreads().get("accuracy"))
                .add(slug, attack.map(found -> found.adequacy().verdict()).orElse(null));
        METRICS.forEach(metric -> row.addSpread(spread(attack, metric)));
        return row;
    }

    private Sheet sheet() {
        List<Map<String, Object>> definitions =
                comparison.runs().stream().map(ComparisonView.Run::definition).toList();
        List<Sheet.Section> sections = new ArrayList<>();
        if (!comparison.differences().isEmpty()) {
            sections.add(differences());
        }
        slugs().forEach(slug -> sections.add(section(slug)));
        List<String> notes = new ArrayList<>(comparison.warnings());
        notes.addAll(List.of(Protocol.seeds(), Protocol.attacks(definitions), Protocol.of(definitions)));
        notes.removeIf(String::isEmpty);
        String names = comparison.runs().stream().map(ComparisonView.Run::name).collect(Collectors.joining(", "));
        return new Sheet("Compared: " + names + ".", Sheet.label("comparison"), sections, notes, definitions);
    }

    private Sheet.Section differences() {
        List<Column> columns = new ArrayList<>(List.of(Column.text("Setting")));
        comparison.runs().forEach(run -> columns.add(Column.text(run.name())));
        List<Sheet.Row> rows = comparison.differences().stream()
                .map(difference -> {
                    List<Value> cells = new ArrayList<>(List.of(Value.text(difference.setting())));
                    difference.words().forEach(words -> cells.add(Value.text(words)));
                    return new Sheet.Row(cells, "", false);
                })
                .toList();
        return new Sheet.Section("Settings that differ", columns, rows);
    }

    private Sheet.Section section(String slug) {
        List<Column> columns = new ArrayList<>(
                List.of(Column.text("Name"), Column.text("Defense"), Column.number("n", 0), Column.ACCURACY));
        METRICS.forEach(metric -> columns.add(Column.of(metric)));
        String title = slug.isEmpty() ? "Not attacked yet" : "Attack: " + slug;
        return new Sheet.Section(
                title,
                columns,
                comparison.runs().stream().map(run -> row(run, slug)).toList());
    }

    private static Sheet.Row row(ComparisonView.Run run, String slug) {
        Optional<ComparisonView.Attack> attack = attack(run, slug);
        List<Value> cells = new ArrayList<>(List.of(
                Value.text(run.name()),
                Value.text(SettingWords.defense(run.definition())),
                Value.plain(n(run)),
                Value.of(run.spreads().get("accuracy"))));
        METRICS.forEach(metric -> cells.add(Value.of(spread(attack, metric))));
        String weak = attack.map(ComparisonView.Attack::adequacy)
                .filter(adequacy -> adequacy.verdict().equals(Side.INADEQUATE))
                .map(adequacy -> "attacker inadequate: " + String.join("; ", adequacy.reasons()))
                .orElse("");
        return new Sheet.Row(cells, weak, weak.isEmpty());
    }

    private static Optional<ComparisonView.Attack> attack(ComparisonView.Run run, String slug) {
        return run.attacks().stream()
                .filter(attack -> attack.slug().equals(slug))
                .findFirst();
    }

    private static Spread spread(Optional<ComparisonView.Attack> attack, MetricInfo metric) {
        return attack.map(found -> found.spreads().get(metric.id())).orElse(null);
    }

    private static long n(ComparisonView.Run run) {
        return run.seeds().stream()
                .filter(seed -> seed.state().equals("SUCCEEDED"))
                .count();
    }
}
