package lab.obscura.engine.stats;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** One number per seed, as a row of a board has it: rows that share seeds can be compared seed by seed. */
public record SeedValues(SortedMap<Long, Double> values) {

    /** @throws IllegalArgumentException without a seed, or with a number that is not finite */
    public SeedValues {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        if (values.isEmpty() || values.values().stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    "Values of seeds need at least one seed and only finite numbers, were " + values);
        }
    }

    public int n() {
        return values.size();
    }

    /** The numbers alone, in the order of their seeds. */
    public Sample sample() {
        return new Sample(List.copyOf(values.values()));
    }

    /** Seeds that both have, in rising order. */
    public List<Long> shared(SeedValues other) {
        return values.keySet().stream().filter(other.values::containsKey).toList();
    }

    /**
     * One number for each seed that both have.
     *
     * @param combine of a number of this one and a number of the other
     */
    List<Double> paired(SeedValues other, DoubleBinaryOperator combine) {
        return shared(other).stream()
                .map(seed -> combine.applyAsDouble(values.get(seed), other.values.get(seed)))
                .toList();
    }
}
