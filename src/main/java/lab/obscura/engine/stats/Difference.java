package lab.obscura.engine.stats;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How one row differs from another: by the {@link TTest}, after Holm's correction over all rows that it is compared with.
 *
 * @param mean of this row less that of the other; over the shared seeds where there are two or more
 * @param isFound whether the seeds can tell the two apart at 5 %
 */
public record Difference(double mean, boolean isFound) {

    private static final double LEVEL = 0.05;

    /** One for each of the others, in their order; with a single seed nothing is found. */
    public static List<Difference> of(SeedValues row, List<SeedValues> others) {
        List<Boolean> found = Holm.findings(
                others.stream()
                        .map(other -> TTest.probability(row, other).orElse(1))
                        .toList(),
                LEVEL);
        return IntStream.range(0, others.size())
                .mapToObj(other -> new Difference(TTest.difference(row, others.get(other)), found.get(other)))
                .toList();
    }
}
