package lab.obscura.engine.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The table of {@code docs/engines.md} that says what steps copy, and lines of it. */
public final class CopyTable {

    private static final Path PAGE = Path.of("docs", "engines.md");

    private CopyTable() {}

    /** Lines of the table below a head; a test that fails prints those that ought to stand there. */
    public static List<String> below(String head) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| " + head + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(CopyTable::measured)
                .toList();
    }

    /** Without the last column, which gives reasons. */
    private static String measured(String line) {
        String[] cells = line.split("\\|");
        return line(cells[1].strip(), Long.parseLong(cells[2].strip()), cells[3].strip());
    }

    /**
     * A line.
     *
     * @param examples of a step
     */
    public static String line(String what, StepCopies.Copies copies, int examples) {
        double each = (double) copies.numbers() / examples;
        String shown =
                each == Math.rint(each) ? String.valueOf(Math.round(each)) : String.format(Locale.ROOT, "%.1f", each);
        return line(what, copies.count(), shown);
    }

    private static String line(String what, long count, String each) {
        return "| " + what + " | " + count + " | " + each + " |";
    }
}
