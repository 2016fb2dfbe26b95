package lab.obscura.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.export.Column;
import lab.obscura.export.Data;
import lab.obscura.export.Exportable;
import lab.obscura.export.Protocol;
import lab.obscura.export.SettingWords;
import lab.obscura.export.Sheet;
import lab.obscura.export.Value;

/**
 * A board as a file: families of strengths, then rows, with ranks and gains.
 *
 * @param definitions of its rows, from which footnotes and bibliography come
 */
record BoardExport(BoardView board, List<Map<String, Object>> definitions) {

    private static final List<MetricInfo> METRICS = Metrics.columns();
    private static final MetricInfo LEADING = Metrics.leading();
    private static final Column GAIN = new Column("Gain by CEM (%)", Column.Better.HIGHER, 100, 0, false);

    Exportable exportable() {
        return new Exportable("board-" + board.dataset(), board, this::data, this::sheet);
    }

    private Data data() {
        Stream<String> metrics = METRICS.stream().flatMap(metric -> Stream.of(metric.id(), metric.id() + "Interval"));
        List<String> columns = Stream.of(
                        Stream.of("rank", "name", "parts", "defense", "backbone", "cutLayer", "n"),
                        Stream.of("accuracy", "accuracyInterval"),
                        metrics,
                        Stream.of("edgeParameters", "attack", "rowHash", "adequacy", "standing", "unranked"),
                        Stream.of("gain", "gainInterval", "gainPairs", "family", "setting", "value"),
                        Stream.of("familyRank", "familyOffset", "familyError", "familyErrorInterval"))
                .flatMap(names -> names)
                .toList();
        return new Data(
                columns, board.rows().stream().map(row -> data(row).cells()).toList());
    }

    private Data.Row data(BoardView.Row row) {
        var cells = new Data.Row()
                .add(row.rank(), row.name(), String.join(" + ", row.parts()), SettingWords.defense(row.defense()))
                .add(row.backbone(), row.cutLayer(), row.n())
                .addSpread(row.accuracy());
        METRICS.forEach(metric -> cells.addSpread(row.metrics().get(metric.id())));
        GainView gain = row.gain();
        cells.add(
                        row.edgeParameters(),
                        board.attack(),
                        row.rowHash(),
                        row.adequacy().verdict())
                .add(row.standing().level(), row.unranked())
                .addSpread(gain == null ? null : gain.error())
                .add(gain == null ? null : gain.error().n(), row.family());
        Optional<FamilyView> family = family(row);
        return cells.add(
                        family.map(FamilyView::setting).orElse(null),
                        family.map(one -> value(one, row)).orElse(null))
                .add(
                        family.map(FamilyView::rank).orElse(null),
                        family.map(one -> board.offset()).orElse(null))
                .addSpread(family.map(FamilyView::read).orElse(null));
    }

    private Optional<FamilyView> family(BoardView.Row row) {
        return board.families().stream()
                .filter(family -> family.id().equals(row.family()))
                .findFirst();
    }

    private static Double value(FamilyView family, BoardView.Row row) {
        return family.strengths().stream()
                .filter(strength -> strength.rowHash().equals(row.rowHash()))
                .findFirst()
                .map(FamilyView.StrengthView::value)
                .orElse(null);
    }

    private Sheet sheet() {
        List<Sheet.Section> sections =
                board.families().isEmpty() ? List.of(rows("")) : List.of(families(), rows("Rows"));
        return new Sheet(caption(), Sheet.label("board " + board.dataset()), sections, notes(), definitions);
    }

    private String caption() {
        String network = board.backbone() == null
                ? ""
                : ", " + board.backbone() + " cut at layer " + SettingWords.value(board.cutLayer());
        String attacker = board.threatModel() == null
                ? "attack " + Optional.ofNullable(board.attack()).orElse("none")
                : "worst case of a " + board.threatModel() + " attacker";
        String knowledge = board.knowledge() == null ? "" : " who owns: " + board.knowledge();
        return board.dataset() + network + "; " + attacker + knowledge + ".";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(List.of(Protocol.seeds(), guesses()));
        notes.add(Protocol.attacks(definitions));
        notes.add(Protocol.of(definitions));
        notes.removeIf(String::isEmpty);
        return notes;
    }

    /** What everybody reaches who sees nothing. */
    private String guesses() {
        String chance = board.chance() == null ? "" : "Chance: accuracy " + percent(board.chance()) + " %. ";
        String guess = METRICS.stream()
                .filter(metric -> board.constantGuess().containsKey(metric.id()))
                .map(metric -> metric.notation().heading() + " "
                        + metric.notation().text(board.constantGuess().get(metric.id())))
                .collect(Collectors.joining(", "));
        return (chance + (guess.isEmpty() ? "" : "Constant guess: " + guess + ".")).strip();
    }

    private static String percent(double share) {
        return Value.plain(share).mean(Column.ACCURACY);
    }

    private Sheet.Section families() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.number("Rank", 0), Column.text("Defense"), Column.text("Strengths"), Column.number("n", 0)));
        board.families().stream()
                .findFirst()
                .ifPresent(family -> family.matched()
                        .forEach(matched -> columns.add(Column.of(LEADING)
                                .headed(LEADING.notation().heading() + " at -" + SettingWords.value(matched.points())
                                        + " points"))));
        return new Sheet.Section(
                "Families of strengths, read at the accuracy of the undefended network less some points",
                columns,
                board.families().stream().map(this::family).toList());
    }

    private Sheet.Row family(FamilyView family) {
        String values = family.strengths().stream()
                .map(strength -> SettingWords.value(strength.value()))
                .collect(Collectors.joining(", "));
        String setting = family.setting().substring(family.setting().lastIndexOf('.') + 1);
        List<Value> cells = new ArrayList<>(List.of(
                Value.plain(family.rank()),
                Value.text(family.title()),
                Value.text(SettingWords.name(setting) + " " + values),
                Value.plain(family.read() == null ? null : family.read().n())));
        family.matched().forEach(matched -> cells.add(Value.of(matched.error())));
        String note = family.notRanked().stream()
                .findFirst()
                .map(reason -> reason.sentence())
                .orElse("");
        return new Sheet.Row(cells, note, family.rank() != null);
    }

    private Sheet.Section rows(String title) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.number("Rank", 0),
                Column.text("Name"),
                Column.text("Defense"),
                Column.number("n", 0),
                Column.ACCURACY));
        METRICS.forEach(metric -> columns.add(Column.of(metric)));
        columns.addAll(List.of(Column.number("Edge parameters", 0), GAIN));
        return new Sheet.Section(
                title, columns, board.rows().stream().map(BoardExport::row).toList());
    }

    private static Sheet.Row row(BoardView.Row row) {
        List<Value> cells = new ArrayList<>(List.of(
                Value.plain(row.rank()),
                Value.text(row.name()),
                Value.text(SettingWords.defense(row.defense())),
                Value.plain(row.n()),
                Value.of(row.accuracy())));
        METRICS.forEach(metric -> cells.add(Value.of(row.metrics().get(metric.id()))));
        cells.add(Value.plain(row.edgeParameters()));
        cells.add(Value.of(Optional.ofNullable(row.gain()).map(GainView::error).orElse(null)));
        boolean isInFamily = row.family() != null;
        return new Sheet.Row(cells, note(row), row.rank() != null || isInFamily);
    }

    private static String note(BoardView.Row row) {
        if (row.rank() == null) {
            return row.unranked();
        }
        return row.standing().is(Judgment.Standing.AT_GUESS) ? row.standing().reason() : "";
    }
}
