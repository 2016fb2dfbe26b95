package lab.obscura.engine.stats;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** One number measured with several seeds. */
public record Sample(List<Double> values) {

    private static final double UPPER_TAIL = 0.975;

    /** Degrees of freedom to their quantile: a board asks ten thousand times for the same few, each of which takes long to compute. */
    private static final Map<Integer, Double> QUANTILES = new ConcurrentHashMap<>();

    public Sample {
        values = List.copyOf(values);
        if (values.isEmpty() || values.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException("A sample needs at least one value and only finite ones, was " + values);
        }
    }

    public int n() {
        return values.size();
    }

    public double mean() {
        return values.stream().mapToDouble(Double::doubleValue).sum() / n();
    }

    /** Sample standard deviation (n − 1). Empty for a single seed: one run has no spread to speak of. */
    public OptionalDouble standardDeviation() {
        if (n() < 2) {
            return OptionalDouble.empty();
        }
        double mean = mean();
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return OptionalDouble.of(Math.sqrt(squares / (n() - 1)));
    }

    /**
     * Student's 95 % confidence interval of the mean: mean ± t(0.975, n − 1) · s / √n. Right when seeds are independent and the
     * numbers about normal. Empty for a single seed.
     */
    public Optional<Interval> confidence95() {
        if (n() < 2) {
            return Optional.empty();
        }
        double spread = standardDeviation().orElseThrow();
        double reach = quantile(n() - 1) * spread / Math.sqrt(n());
        return Optional.of(new Interval(mean() - reach, mean() + reach));
    }

    private static double quantile(int degreesOfFreedom) {
        return QUANTILES.computeIfAbsent(degreesOfFreedom, degrees -> StudentT.quantile(UPPER_TAIL, degrees));
    }
}
