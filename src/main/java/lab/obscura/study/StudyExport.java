package lab.obscura.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import lab.obscura.platform.web.Problem;
import lab.obscura.result.summary.Spread;

/**
 * A study as a file: a row per cell, a table per attack.
 *
 * @param definitions of the cells' experiments
 * @param attack slug of the only one that is shown; empty for all of them
 */
record StudyExport(StudyView study, Map<UUID, Map<String, Object>> definitions, String attack) {

    /** Those that the grid shows. */
    private static final List<MetricInfo> METRICS = Metrics.columns().stream()
            .filter(metric -> StudyGrid.ATTACKED.contains(metric.id()))
            .toList();

    Exportable exportable() {
        Set<String> slugs = slugs();
        if (!attack.isEmpty() && !slugs.contains(attack)) {
            throw Problem.field(
                    "attack",
                    slugs.isEmpty() ? "left out: nothing was attacked yet" : "one of " + String.join(", ", slugs),
                    attack,
                    "Leave it out for all of them");
        }
        return new Exportable("study-" + study.name(), study, this::data, this::sheet);
    }

    private Set<String> slugs() {
        return study.cells().stream()
                .flatMap(cell -> cell.attacks().stream())
                .map(StudyView.AttackView::slug)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** One empty slug where nothing was attacked yet: the cells are shown all the same. */
    private List<String> shown() {
        if (!attack.isEmpty()) {
            return List.of(attack);
        }
        return slugs().isEmpty() ? List.of("") : List.copyOf(slugs());
    }

    private List<String> axes() {
        return study.axes().stream().map(StudyView.AxisView::name).toList();
    }

    private Data data() {
        List<String> columns = Stream.of(
                        axes().stream().map(Data::name),
                        Stream.of("parts", "experiment", "n", "accuracy", "accuracyInterval", "attack"),
                        METRICS.stream().flatMap(metric -> Stream.of(metric.id(), metric.id() + "Interval")))
                .flatMap(names -> names)
                .toList();
        return new Data(
                columns,
                shown().stream()
                        .flatMap(slug -> study.cells().stream().map(cell -> data(cell, slug)))
                        .map(Data.Row::cells)
                        .toList());
    }

    private Data.Row data(StudyView.CellView cell, String slug) {
        var row = new Data.Row();
        axes().forEach(axis -> row.add(cell.labels().get(axis)));
        Spread accuracy = cell.metrics().get("accuracy");
        row.add(defense(cell), cell.experiment().toString(), n(cell))
                .addSpread(accuracy)
                .add(slug);
        Map<String, Spread> spreads = spreads(cell, slug);
        METRICS.forEach(metric -> row.addSpread(spreads.get(metric.id())));
        return row;
    }

    private Sheet sheet() {
        List<Map<String, Object>> shownDefinitions = study.cells().stream()
                .map(cell -> definitions.get(cell.experiment()))
                .toList();
        List<String> notes = new ArrayList<>(
                List.of(Protocol.seeds(), Protocol.attacks(shownDefinitions), Protocol.of(shownDefinitions)));
        notes.removeIf(String::isEmpty);
        List<Sheet.Section> sections = shown().stream().map(this::section).toList();
        String label = Sheet.label("study " + study.name());
        return new Sheet("Study: " + study.name() + ".", label, sections, notes, shownDefinitions);
    }

    private Sheet.Section section(String slug) {
        List<Column> columns = new ArrayList<>(axes().stream().map(Column::text).toList());
        columns.addAll(List.of(Column.text("Defense"), Column.number("n", 0), Column.ACCURACY));
        METRICS.forEach(metric -> columns.add(Column.of(metric)));
        String title = slug.isEmpty() ? "Not attacked yet" : "Attack: " + slug;
        return new Sheet.Section(
                title,
                columns,
                study.cells().stream().map(cell -> row(cell, slug)).toList());
    }

    private Sheet.Row row(StudyView.CellView cell, String slug) {
        List<Value> cells = new ArrayList<>(axes().stream()
                .map(axis -> Value.text(cell.labels().getOrDefault(axis, "")))
                .toList());
        Spread accuracy = cell.metrics().get("accuracy");
        cells.addAll(List.of(Value.text(defense(cell)), Value.plain(n(cell)), Value.of(accuracy)));
        Map<String, Spread> spreads = spreads(cell, slug);
        METRICS.forEach(metric -> cells.add(Value.of(spreads.get(metric.id()))));
        long asked = cell.runs().size();
        String note = n(cell) == asked ? "" : n(cell) + " of " + asked + " seeds have succeeded";
        return new Sheet.Row(cells, note, true);
    }

    private String defense(StudyView.CellView cell) {
        return SettingWords.defense(definitions.get(cell.experiment()));
    }

    private static int n(StudyView.CellView cell) {
        return cell.progress().counts().getOrDefault("SUCCEEDED", 0);
    }

    private static Map<String, Spread> spreads(StudyView.CellView cell, String slug) {
        return cell.attacks().stream()
                .filter(found -> found.slug().equals(slug))
                .findFirst()
                .map(StudyView.AttackView::metrics)
                .orElse(Map.of());
    }
}
