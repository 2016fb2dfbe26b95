package lab.obscura.engine.stats;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Families of strengths read at the same accuracy: so much below the mean of the undefended network.
 *
 * @param undefended accuracies of the undefended network, one per seed
 */
public record MatchedAccuracy(Sample undefended) {

    /**
     * The accuracy at which families are read: undefended mean − offset. Empty where the undefended mean is not known that exactly:
     * for a single seed, or where half of its 95 % interval is wider than the offset.
     *
     * @param offset share of images, 0.02 for two points
     */
    public OptionalDouble target(double offset) {
        return undefended
                .confidence95()
                .filter(interval -> (interval.high() - interval.low()) / 2 <= offset)
                .map(interval -> OptionalDouble.of(undefended.mean() - offset))
                .orElse(OptionalDouble.empty());
    }

    /**
     * The error of a family at an accuracy, one per seed. Empty where one of the seeds does not get there: leaving it out would
     * choose among seeds.
     *
     * @param curves one per seed, at least one
     */
    public static Optional<SeedValues> read(Map<Long, TradeOffCurve> curves, double accuracy) {
        SortedMap<Long, Double> errors = new TreeMap<>();
        curves.forEach((seed, curve) -> curve.errorAt(accuracy).ifPresent(error -> errors.put(seed, error)));
        boolean isReached = !curves.isEmpty() && errors.size() == curves.size();
        return isReached ? Optional.of(new SeedValues(errors)) : Optional.empty();
    }
}
