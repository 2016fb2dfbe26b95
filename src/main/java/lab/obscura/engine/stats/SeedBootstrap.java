package lab.obscura.engine.stats;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * Seeds drawn again with replacement, the same for all rows, to see how far a number depends on which seeds were run. For bands
 * alone: over fewer than five seeds it calls equal rows different far too often, and never it decides a rank.
 *
 * @param draws lists of positions of seeds, each as long as there are seeds
 */
public record SeedBootstrap(List<List<Integer>> draws) {

    /** Fewer seeds have no band. */
    public static final int FEWEST_SEEDS = 5;

    private static final int USUAL_DRAWS = 1000;
    private static final double LOWER_TAIL = 0.025;

    public SeedBootstrap {
        draws = List.copyOf(draws);
    }

    /** A thousand draws, the same at every call; empty for fewer than five seeds. */
    public static Optional<SeedBootstrap> over(int seeds) {
        return seeds < FEWEST_SEEDS ? Optional.empty() : Optional.of(drawn(seeds, USUAL_DRAWS));
    }

    static SeedBootstrap drawn(int seeds, int draws) {
        RandomStream random = Seeds.of(seeds).stream("stats.bootstrap");
        return new SeedBootstrap(Stream.generate(() -> IntStream.range(0, seeds)
                        .mapToObj(position -> random.nextInt(seeds))
                        .toList())
                .limit(draws)
                .toList());
    }

    /**
     * Between which values a statistic lies in the middle 95 % of the draws.
     *
     * @param statistic of a list of positions of seeds
     */
    public Interval band(ToDoubleFunction<List<Integer>> statistic) {
        double[] sorted = draws.stream().mapToDouble(statistic).sorted().toArray();
        int cut = (int) Math.floor(LOWER_TAIL * sorted.length);
        return new Interval(sorted[cut], sorted[sorted.length - 1 - cut]);
    }
}
