package lab.obscura.board;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.metric.Notation;
import lab.obscura.platform.web.Problem;
import lab.obscura.result.summary.Spread;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** A board as a file, for spreadsheets, programs and papers. */
record BoardExport(String fileName, MediaType mediaType, byte[] content) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Notation ACCURACY = new Notation("Accuracy", "", 4);
    private static final List<MetricInfo> METRICS = Metrics.columns();
    private static final Markup MARKDOWN = new Markup(" ± ", "–", MarkdownText::of, n -> "<sup>" + n + "</sup>");
    private static final Markup LATEX = new Markup(" $\\pm$ ", "--", LatexText::of, n -> "$^{" + n + "}$");

    /**
     * How a table for people writes what it says.
     *
     * @param none for a cell without a number
     * @param raised the mark of a footnote
     */
    private record Markup(String plusMinus, String none, UnaryOperator<String> escape, IntFunction<String> raised) {}

    static BoardExport of(BoardView board, String format) {
        return switch (format) {
            case "csv" -> file(board, "csv", "text/csv", csv(board));
            case "json" ->
                file(
                        board,
                        "json",
                        "application/json",
                        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(board));
            case "tex" -> file(board, "tex", "application/x-tex", tex(board));
            case "md" -> file(board, "md", "text/markdown", markdown(board));
            default -> throw Problem.field("format", "csv, json, tex or md", format, "Ask for export.csv");
        };
    }

    private static BoardExport file(BoardView board, String ending, String type, String text) {
        String name = "board-" + board.dataset().replaceAll("[^A-Za-z0-9._-]", "_") + "." + ending;
        MediaType mediaType = new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8);
        return new BoardExport(name, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One column for the mean and one for the interval: a spreadsheet computes with both. */
    private static String csv(BoardView board) {
        String metrics = METRICS.stream()
                .map(metric -> metric.id() + "," + metric.id() + "Interval,")
                .collect(Collectors.joining());
        String head = "rank,name,parts,backbone,cutLayer,n,accuracy,accuracyInterval," + metrics
                + "edgeParameters,attack,rowHash,adequacy,standing,unranked,family,gain,gainInterval,gainPairs\n";
        return head + board.rows().stream().map(row -> csv(board, row)).collect(Collectors.joining());
    }

    private static String csv(BoardView board, BoardView.Row row) {
        var cells = new ArrayList<String>(List.of(
                row.rank() == null ? "" : row.rank().toString(),
                CsvText.of(row.name()),
                CsvText.of(String.join(" + ", row.parts())),
                CsvText.of(row.backbone()),
                "" + row.cutLayer(),
                "" + row.n(),
                two(row.accuracy())));
        METRICS.forEach(metric -> cells.add(two(row.metrics().get(metric.id()))));
        cells.addAll(List.of(
                row.edgeParameters() == null ? "" : whole(row.edgeParameters()),
                board.attack() == null ? "" : CsvText.of(board.attack()),
                CsvText.of(row.rowHash()),
                row.adequacy().verdict(),
                row.standing().level(),
                CsvText.of(row.unranked()),
                CsvText.of(row.family() == null ? "" : row.family()),
                two(row.gain() == null ? null : row.gain().error()),
                row.gain() == null ? "" : "" + row.gain().error().n()));
        return String.join(",", cells) + "\n";
    }

    private static String two(Spread cell) {
        if (cell == null) {
            return ",";
        }
        return cell.mean() + ","
                + (cell.interval() == null ? "" : cell.interval().toString());
    }

    private static String markdown(BoardView board) {
        List<String> columns = columns();
        Footnotes notes = Footnotes.of(board);
        String head = "| " + String.join(" | ", columns) + " |\n|" + "---|".repeat(columns.size()) + "\n";
        String body = board.rows().stream()
                .map(row -> "| " + String.join(" | ", cells(row, MARKDOWN, notes)) + " |\n")
                .collect(Collectors.joining());
        return head
                + body
                + notes.text(i -> "\n" + MARKDOWN.raised().apply(i + 1) + " "
                        + MarkdownText.of(notes.notes().get(i)) + "\n");
    }

    private static String tex(BoardView board) {
        Footnotes notes = Footnotes.of(board);
        String note = LatexText.comment(
                board.dataset() + ", attack " + board.attack() + ", mean and 95 % interval over n seeds");
        String head = "\\begin{tabular}{rllrrrr" + "r".repeat(METRICS.size()) + "r}\n\\toprule\n"
                + String.join(" & ", columns()) + " \\\\\n\\midrule\n";
        String body = board.rows().stream()
                .map(row -> String.join(" & ", cells(row, LATEX, notes)) + " \\\\\n")
                .collect(Collectors.joining());
        return note
                + head
                + body
                + "\\bottomrule\n\\end{tabular}\n"
                + notes.text(i -> "\\par{\\footnotesize " + LATEX.raised().apply(i + 1) + " "
                        + LatexText.of(notes.notes().get(i)) + "}\n");
    }

    private static List<String> cells(BoardView.Row row, Markup markup, Footnotes notes) {
        var cells = new ArrayList<String>(List.of(
                row.rank() == null ? markup.none() : row.rank().toString(),
                markup.escape().apply(row.name()) + notes.mark(row, markup.raised()),
                markup.escape().apply(row.parts().isEmpty() ? "undefended" : String.join(" + ", row.parts())),
                markup.escape().apply(row.backbone()),
                "" + row.cutLayer(),
                "" + row.n(),
                cell(row.accuracy(), ACCURACY, markup)));
        METRICS.forEach(metric -> cells.add(cell(row.metrics().get(metric.id()), metric.notation(), markup)));
        cells.add(row.edgeParameters() == null ? markup.none() : whole(row.edgeParameters()));
        return cells;
    }

    private static List<String> columns() {
        Stream<String> metrics = METRICS.stream().map(MetricInfo::id);
        return Stream.of(
                        Stream.of("rank", "name", "parts", "backbone", "cutLayer", "n", "accuracy"),
                        metrics,
                        Stream.of("edgeParameters"))
                .flatMap(names -> names)
                .toList();
    }

    private static String cell(Spread cell, Notation notation, Markup markup) {
        if (cell == null) {
            return markup.none();
        }
        String mean = notation.number(cell.mean());
        return cell.interval() == null ? mean : mean + markup.plusMinus() + notation.number(cell.interval());
    }

    private static String whole(double number) {
        return Long.toString(Math.round(number));
    }
}
