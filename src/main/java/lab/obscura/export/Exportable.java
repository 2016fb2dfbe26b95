package lab.obscura.export;

import java.util.function.Supplier;
import lab.obscura.platform.web.Problem;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that can be had as a file.
 *
 * @param name of the file without its ending; characters that are unsafe in one are replaced
 * @param answer what the API answers, for the JSON
 * @param data all numbers as one plain table, for the CSV
 * @param sheet the same for people
 */
public record Exportable(String name, Object answer, Supplier<Data> data, Supplier<Sheet> sheet) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The file.
     *
     * @throws Problem when there is no such format
     */
    public Export as(String format) {
        return switch (format) {
            case "csv" -> Export.csv(name, data.get());
            case "json" -> file(format, "application/json", json());
            case "md" -> file(format, "text/markdown", MarkdownSheet.of(sheet.get()));
            case "tex" -> file(format, "application/x-tex", LatexSheet.of(sheet.get()));
            case "bib" ->
                file(format, "application/x-bibtex", Bibliography.of(sheet.get().definitions()));
            default ->
                throw Problem.field(
                        "format", "one of " + String.join(", ", Export.FORMATS), format, "Ask for export.csv");
        };
    }

    private String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
    }

    private Export file(String ending, String type, String text) {
        return Export.of(name, ending, type, text);
    }
}
