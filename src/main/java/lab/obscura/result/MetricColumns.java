package lab.obscura.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MetricInfo;

/** The metrics of the catalog as columns of an answer. */
public final class MetricColumns {

    private MetricColumns() {}

    /** Ids, in the order of the columns. */
    public static List<String> ids() {
        return Metrics.columns().stream().map(MetricInfo::id).toList();
    }

    /** The same, and what a constant guess scores. */
    public static List<String> idsAndGuesses() {
        return Metrics.columns().stream()
                .flatMap(metric -> Stream.of(metric.id(), metric.constantGuess()))
                .toList();
    }

    /** Those of the numbers that are columns, each that is there. */
    public static <T> Map<String, T> present(Map<String, T> numbers) {
        Map<String, T> columns = new LinkedHashMap<>(flat(numbers));
        columns.values().removeIf(value -> value == null);
        return Collections.unmodifiableMap(columns);
    }

    /**
     * Every column, null where there is no number. Answers carry their metrics twice: in a map, and flat beside the other fields,
     * where programs that were written for the first versions look for {@code mse}.
     */
    public static <T> Map<String, T> flat(Map<String, T> numbers) {
        Map<String, T> columns = new LinkedHashMap<>();
        ids().forEach(id -> columns.put(id, numbers.get(id)));
        return Collections.unmodifiableMap(columns);
    }
}
