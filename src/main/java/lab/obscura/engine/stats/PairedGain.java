package lab.obscura.engine.stats;

import java.util.List;
import java.util.Optional;

/**
 * What one row has over another, seed by seed. Runs with the same seed share data, split and initial weights, so most of what differs
 * between seeds cancels. The sample has one gain per shared seed: its n is the number of pairs, its interval Student's.
 */
public final class PairedGain {

    private PairedGain() {}

    /** g_s = with_s / base_s − 1, as for errors. Empty without a shared seed, or where a base is not above 0. */
    public static Optional<Sample> relative(SeedValues with, SeedValues base) {
        boolean isPositive =
                with.shared(base).stream().allMatch(seed -> base.values().get(seed) > 0);
        return isPositive ? sample(with.paired(base, (b, a) -> b / a - 1)) : Optional.empty();
    }

    /** g_s = with_s − base_s, as for accuracies. Empty without a shared seed. */
    public static Optional<Sample> absolute(SeedValues with, SeedValues base) {
        return sample(with.paired(base, (b, a) -> b - a));
    }

    private static Optional<Sample> sample(List<Double> gains) {
        return gains.isEmpty() ? Optional.empty() : Optional.of(new Sample(gains));
    }
}
