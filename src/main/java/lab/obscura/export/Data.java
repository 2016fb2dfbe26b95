package lab.obscura.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.result.summary.Spread;

/**
 * Numbers and texts as one plain table for programs: unrounded, fields named as in the API.
 *
 * @param columns names
 * @param rows as long as the columns; numbers, texts, or empty where nothing stands
 */
public record Data(List<String> columns, List<List<Optional<Object>>> rows) {

    public Data {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("Every row needs " + width + " cells");
        }
    }

    /** Any text as the name of a column: where a program could stumble, quoted like a text. */
    public static String name(String text) {
        return text.matches("[\\p{L}\\p{N}_.]+") ? text : CsvText.of(text);
    }

    /** Cells of one row, put in one after the other. */
    public static final class Row {
        private final List<Optional<Object>> cells = new ArrayList<>();

        /** @param values numbers or texts; null where nothing stands */
        public Row add(Object... values) {
            Arrays.stream(values).map(Optional::ofNullable).forEach(cells::add);
            return this;
        }

        /** Mean and half interval, two cells; null where nothing was measured. */
        public Row addSpread(Spread spread) {
            return spread == null ? add(null, null) : add(spread.mean(), spread.interval());
        }

        public List<Optional<Object>> cells() {
            return List.copyOf(cells);
        }
    }

    String csv() {
        return String.join(",", columns) + "\n"
                + rows.stream()
                        .map(row -> row.stream().map(Data::cell).collect(Collectors.joining(",")) + "\n")
                        .collect(Collectors.joining());
    }

    private static String cell(Optional<Object> value) {
        return value.map(known -> known instanceof Number ? known.toString() : CsvText.of(known.toString()))
                .orElse("");
    }
}
