package lab.obscura.client;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Where commands write.
 *
 * @param isTerminal whether a person looks at it: only then there are colors and lines that are written over
 */
record Terminal(PrintStream out, PrintStream err, boolean isTerminal) {

    /** Control characters of ASCII and Latin-1 but line break and tabulator, and those that turn the direction of writing. */
    private static final Pattern STEERING =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]");

    void say(String line) {
        out.println(plain(line));
    }

    /** Why something was not done, in one line. */
    void complain(String reason) {
        err.println(plain(reason));
    }

    /** Many lines as they came; a terminal is not steered by them. */
    void text(String lines) {
        out.print(isTerminal ? STEERING.matcher(lines).replaceAll(" ") : lines);
    }

    void json(JsonNode document) {
        out.println(document.toPrettyString());
    }

    /** Columns as wide as their widest cell; the first row is the head. */
    void table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], plain(row.get(i)).length());
            }
        });
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                String cell = plain(row.get(i));
                String padding = i == columns - 1 ? "" : " ".repeat(widths[i] - cell.length());
                cells.add(colored(cell) + padding);
            }
            out.println(String.join("  ", cells));
        }
    }

    /** A state in its color; everything else as it is. */
    private String colored(String cell) {
        String code = switch (cell) {
            case "succeeded" -> "32";
            case "failed" -> "31";
            case "running" -> "36";
            default -> "";
        };
        return !isTerminal || code.isEmpty() ? cell : "\u001b[" + code + "m" + cell + "\u001b[0m";
    }

    /** Names and reasons are text of people: what would steer a terminal is taken out. */
    private static String plain(String text) {
        return STEERING.matcher(text).replaceAll(" ").replaceAll("[\n\t]", " ");
    }

    static String number(JsonNode value, int digits) {
        return value.isNumber() ? String.format(Locale.ROOT, "%." + digits + "f", value.asDouble()) : "–";
    }

    static String percent(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.0f %%", 100 * share.asDouble()) : "–";
    }
}
