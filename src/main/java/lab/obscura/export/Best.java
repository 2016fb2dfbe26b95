package lab.obscura.export;

import java.util.List;
import java.util.Optional;

/**
 * The best number of a column.
 *
 * @param number empty where nothing is better, or where nobody competes with anybody
 */
record Best(Optional<Double> number) {

    static Best of(Sheet.Section section, int place) {
        Column column = section.columns().get(place);
        List<Double> numbers = section.rows().stream()
                .filter(Sheet.Row::competes)
                .flatMap(row -> row.cells().get(place).size().stream())
                .toList();
        if (numbers.size() < 2 || column.better() == Column.Better.NEITHER) {
            return new Best(Optional.empty());
        }
        return new Best(
                column.better() == Column.Better.HIGHER
                        ? numbers.stream().max(Double::compare)
                        : numbers.stream().min(Double::compare));
    }

    /** Whether this is the best number, or is written like it. */
    boolean isShared(Value value, Column column) {
        return number.map(best -> value.size().filter(own -> own.equals(best)).isPresent()
                        || value.mean(column).equals(new Value.Plain(best).mean(column)))
                .orElse(false);
    }
}
