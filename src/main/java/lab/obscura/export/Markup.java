package lab.obscura.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How a language writes what stands in a table.
 *
 * @param escape makes any text show itself
 * @param none for a cell with nothing in it
 * @param strong the best of a column, written already
 * @param raised the mark of a footnote
 */
record Markup(
        UnaryOperator<String> escape,
        String plusMinus,
        String none,
        UnaryOperator<String> strong,
        IntFunction<String> raised) {

    /** The cells of a row as they are written; the mark of its note stands behind its first text. */
    List<String> cells(Sheet.Section section, Sheet.Row row, List<String> notes) {
        List<String> written = new ArrayList<>();
        boolean isMarked = row.note().isEmpty();
        for (int i = 0; i < row.cells().size(); i++) {
            Column column = section.columns().get(i);
            Value value = row.cells().get(i);
            String cell =
                    cell(value, column, row.competes() && Best.of(section, i).isShared(value, column));
            boolean isPlace = !isMarked && value instanceof Value.Text;
            written.add(isPlace ? cell + raised.apply(notes.indexOf(row.note()) + 1) : cell);
            isMarked |= isPlace;
        }
        return written;
    }

    /** All notes of rows, each once, in their order. */
    static List<String> notes(Sheet sheet) {
        return sheet.sections().stream()
                .flatMap(section -> section.rows().stream())
                .map(Sheet.Row::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .toList();
    }

    String headings(Sheet.Section section, String between) {
        return section.columns().stream()
                .map(column -> escape.apply(column.title()))
                .collect(Collectors.joining(between));
    }

    private String cell(Value value, Column column, boolean isBest) {
        if (value instanceof Value.Text text) {
            return escape.apply(text.words());
        }
        String mean = value.mean(column);
        if (mean.isEmpty()) {
            return none;
        }
        String interval = value.interval(column);
        return (isBest ? strong.apply(mean) : mean) + (interval.isEmpty() ? "" : plusMinus + interval);
    }
}
