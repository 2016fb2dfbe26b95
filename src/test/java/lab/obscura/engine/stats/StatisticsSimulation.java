package lab.obscura.engine.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import lab.obscura.engine.seed.RandomStream;

/**
 * Draws seeds from known distributions and counts how often the statistics are right. What a seed shares between rows has three times
 * the spread of what is a row's own, as data and initial weights have in real runs.
 *
 * @param trials how many times
 */
public record StatisticsSimulation(int trials, long seed) {

    private static final double OWN = 1e-3;
    private static final double SHARED = 3e-3;

    /** Share of trials in which the interval over n seeds holds the true mean. */
    public double intervalCovers(int n) {
        return share(random -> new Sample(rows(random, n, 0.03).get(0).sample().values())
                .confidence95()
                .orElseThrow()
                .holds(0.03));
    }

    /** Share of trials in which the interval of the paired gain holds the true gain of one half. */
    public double gainCovers(int n) {
        return share(random -> {
            SeedValues base = rows(random, n, 1).get(0);
            var better = new TreeMap<Long, Double>();
            base.values().forEach((key, value) -> better.put(key, value * (1.5 + OWN * random.nextGaussian())));
            Interval interval = PairedGain.relative(new SeedValues(better), base)
                    .flatMap(Sample::confidence95)
                    .orElseThrow();
            return interval.holds(0.5);
        });
    }

    /** Share of trials in which the interval at matched accuracy holds the true error there. */
    public double matchedCovers(int n) {
        return share(random -> {
            Map<Long, TradeOffCurve> curves = new TreeMap<>();
            for (long key = 1; key <= n; key++) {
                double shift = SHARED * random.nextGaussian();
                curves.put(
                        key,
                        new TradeOffCurve(List.of(
                                new TradeOff(0.92, 0.02 + shift + OWN * random.nextGaussian()),
                                new TradeOff(0.88, 0.06 + shift + OWN * random.nextGaussian()))));
            }
            return MatchedAccuracy.read(curves, 0.89)
                    .orElseThrow()
                    .sample()
                    .confidence95()
                    .orElseThrow()
                    .holds(0.05);
        });
    }

    /** Share of trials in which some of so many rows that are alike gets another rank than the first. */
    public double likeRowsDiffer(int rows, int n) {
        return share(random -> {
            var means = new double[rows];
            List<OptionalInt> ranks = Ranks.of(rows(random, n, means), Ranks.Best.HIGHEST);
            return ranks.get(0).orElseThrow() != 1;
        });
    }

    /** Share of trials in which a row that is better by so much is ranked before the other. */
    public double betterRowIsSeen(double difference, int n) {
        return share(random -> Ranks.of(rows(random, n, 0, difference), Ranks.Best.HIGHEST)
                        .get(0)
                        .orElseThrow()
                == 2);
    }

    /** Share of trials in which a bootstrap of the difference over n seeds leaves out the 0 that is true. */
    public double bootstrapErrs(int n) {
        SeedBootstrap bootstrap = SeedBootstrap.drawn(n, 400);
        return share(random -> {
            double[] own = random.doubles(n);
            return !bootstrap
                    .band(draw ->
                            draw.stream().mapToDouble(i -> own[i]).average().orElseThrow())
                    .holds(0);
        });
    }

    private double share(Function<Draws, Boolean> trial) {
        var random = new Draws(new RandomStream(seed));
        return IntStream.range(0, trials).filter(i -> trial.apply(random)).count() / (double) trials;
    }

    private static List<SeedValues> rows(Draws random, int n, double... means) {
        double[] shared = random.doubles(n);
        List<SeedValues> rows = new ArrayList<>();
        for (double mean : means) {
            double[] own = random.doubles(n);
            var values = new TreeMap<Long, Double>();
            for (int i = 0; i < n; i++) {
                values.put((long) i, mean + SHARED * shared[i] + OWN * own[i]);
            }
            rows.add(new SeedValues(values));
        }
        return rows;
    }

    /** Normal numbers. */
    private record Draws(RandomStream stream) {

        double nextGaussian() {
            return stream.nextGaussian();
        }

        double[] doubles(int n) {
            return IntStream.range(0, n).mapToDouble(i -> stream.nextGaussian()).toArray();
        }
    }
}
