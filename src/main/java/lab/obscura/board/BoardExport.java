package lab.obscura.board;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.obscura.platform.web.Problem;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** A board as a file, for spreadsheets, programs and papers. */
record BoardExport(String fileName, MediaType mediaType, byte[] content) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> COLUMNS = List.of(
            "rank", "name", "parts", "backbone", "cutLayer", "n", "accuracy", "mse", "psnr", "ssim", "edgeParameters");

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
        String head = "rank,name,parts,backbone,cutLayer,n,accuracy,accuracyInterval,mse,mseInterval,psnr,psnrInterval,"
                + "ssim,ssimInterval,edgeParameters,attack,rowHash\n";
        return head + board.rows().stream().map(row -> csv(board, row)).collect(Collectors.joining());
    }

    private static String csv(BoardView board, BoardView.Row row) {
        return String.join(
                        ",",
                        row.rank() == null ? "" : row.rank().toString(),
                        CsvText.of(row.name()),
                        CsvText.of(String.join(" + ", row.parts())),
                        CsvText.of(row.backbone()),
                        "" + row.cutLayer(),
                        "" + row.n(),
                        two(row.accuracy()),
                        two(row.mse()),
                        two(row.psnr()),
                        two(row.ssim()),
                        row.edgeParameters() == null ? "" : whole(row.edgeParameters()),
                        board.attack() == null ? "" : CsvText.of(board.attack()),
                        CsvText.of(row.rowHash()))
                + "\n";
    }

    private static String two(BoardView.Cell cell) {
        if (cell == null) {
            return ",";
        }
        return cell.mean() + ","
                + (cell.interval() == null ? "" : cell.interval().toString());
    }

    private static String markdown(BoardView board) {
        String head = "| " + String.join(" | ", COLUMNS) + " |\n|" + "---|".repeat(COLUMNS.size()) + "\n";
        return head
                + board.rows().stream()
                        .map(row -> "| " + String.join(" | ", cells(row, " ± ", "–", MarkdownText::of)) + " |\n")
                        .collect(Collectors.joining());
    }

    private static String tex(BoardView board) {
        String note = LatexText.comment(
                board.dataset() + ", attack " + board.attack() + ", mean and 95 % interval over n seeds");
        String head = "\\begin{tabular}{rllrrrrrrrr}\n\\toprule\n" + String.join(" & ", COLUMNS) + " \\\\\n\\midrule\n";
        String body = board.rows().stream()
                .map(row -> String.join(" & ", cells(row, " $\\pm$ ", "--", LatexText::of)) + " \\\\\n")
                .collect(Collectors.joining());
        return note + head + body + "\\bottomrule\n\\end{tabular}\n";
    }

    private static List<String> cells(
            BoardView.Row row, String plusMinus, String none, java.util.function.UnaryOperator<String> escape) {
        return List.of(
                row.rank() == null ? none : row.rank().toString(),
                escape.apply(row.name()),
                escape.apply(row.parts().isEmpty() ? "undefended" : String.join(" + ", row.parts())),
                escape.apply(row.backbone()),
                "" + row.cutLayer(),
                "" + row.n(),
                cell(row.accuracy(), "%.4f", plusMinus, none),
                cell(row.mse(), "%.5f", plusMinus, none),
                cell(row.psnr(), "%.2f", plusMinus, none),
                cell(row.ssim(), "%.4f", plusMinus, none),
                row.edgeParameters() == null ? none : whole(row.edgeParameters()));
    }

    private static String cell(BoardView.Cell cell, String digits, String plusMinus, String none) {
        if (cell == null) {
            return none;
        }
        String mean = String.format(Locale.ROOT, digits, cell.mean());
        return cell.interval() == null ? mean : mean + plusMinus + String.format(Locale.ROOT, digits, cell.interval());
    }

    private static String whole(double number) {
        return Long.toString(Math.round(number));
    }
}
