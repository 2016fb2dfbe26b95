package lab.obscura.export;

import java.util.List;
import java.util.Map;

/**
 * Tables for people, with what a reader of a paper needs beside them.
 *
 * @param caption what is shown, in a sentence or two
 * @param label for references, as in {@code tab:board-shapes}; letters, digits, colon and hyphen
 * @param sections one or more tables
 * @param notes below all of them: n, attack, protocol
 * @param definitions of all that is shown, for the papers behind it
 */
public record Sheet(
        String caption,
        String label,
        List<Section> sections,
        List<String> notes,
        List<Map<String, Object>> definitions) {

    public Sheet {
        sections = List.copyOf(sections);
        notes = List.copyOf(notes);
        definitions = List.copyOf(definitions);
    }

    /** A label out of any words. */
    public static String label(String words) {
        return "tab:" + words.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /**
     * One table.
     *
     * @param title empty where it is the only one
     */
    public record Section(String title, List<Column> columns, List<Row> rows) {

        public Section {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            int width = columns.size();
            if (rows.stream().anyMatch(row -> row.cells().size() != width)) {
                throw new IllegalArgumentException("Every row needs " + width + " cells");
            }
        }
    }

    /**
     * One row.
     *
     * @param note why it is to be read with care; empty where nothing is to be said
     * @param competes whether it may be the best of a column
     */
    public record Row(List<Value> cells, String note, boolean competes) {

        public Row {
            cells = List.copyOf(cells);
        }
    }
}
