package lab.obscura.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.result.MetricColumns;
import lab.obscura.result.summary.Spread;

/** The orders in which a board can be read. Rows without a value come last in every one; equal ones stand as by rank. */
final class BoardSort {

    private static final MetricInfo LEADING = Metrics.leading();

    private BoardSort() {}

    /** What {@code sort} may be. */
    static List<String> columns() {
        var columns = new ArrayList<>(List.of("rank", "name", "accuracy"));
        columns.addAll(MetricColumns.ids());
        columns.addAll(List.of("gain", "n", "edgeParameters"));
        return columns;
    }

    static Comparator<BoardView.Row> of(BoardRequest request) {
        String column = BoardRequest.text(request.sort());
        String order = BoardRequest.text(request.order());
        boolean isFalling = order.isEmpty() ? bestIsHighest(column) : order.equals("desc");
        if (column.isEmpty() || column.equals("rank")) {
            return order.equals("desc") ? by(row -> number(row.rank()), true).thenComparing(BY_RANK) : BY_RANK;
        }
        Comparator<BoardView.Row> chosen = column.equals("name")
                ? by(row -> Optional.of(row.name()), isFalling)
                : by(row -> value(row, column), isFalling);
        return chosen.thenComparing(BY_RANK);
    }

    /** The ranked ones first, then the most private ones. */
    private static final Comparator<BoardView.Row> BY_RANK = by(row -> number(row.rank()), false)
            .thenComparing(by(row -> mean(row.metrics().get(LEADING.id())), LEADING.higherIsMorePrivate()))
            .thenComparing(BoardView.Row::name);

    private static boolean bestIsHighest(String column) {
        return Metrics.columns().stream()
                .filter(metric -> metric.id().equals(column))
                .findFirst()
                .map(MetricInfo::higherIsMorePrivate)
                .orElse(List.of("accuracy", "gain", "n").contains(column));
    }

    private static Optional<Double> value(BoardView.Row row, String column) {
        return switch (column) {
            case "accuracy" -> mean(row.accuracy());
            case "gain" ->
                Optional.ofNullable(row.gain()).map(gain -> gain.error().mean());
            case "n" -> Optional.of((double) row.n());
            case "edgeParameters" -> Optional.ofNullable(row.edgeParameters());
            default -> mean(row.metrics().get(column));
        };
    }

    private static Optional<Double> mean(Spread spread) {
        return Optional.ofNullable(spread).map(Spread::mean);
    }

    private static Optional<Double> number(Integer rank) {
        return Optional.ofNullable(rank).map(Integer::doubleValue);
    }

    private static <T extends Comparable<T>> Comparator<BoardView.Row> by(
            Function<BoardView.Row, Optional<T>> value, boolean isFalling) {
        Comparator<T> order = isFalling ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(row -> value.apply(row).orElse(null), Comparator.nullsLast(order));
    }
}
