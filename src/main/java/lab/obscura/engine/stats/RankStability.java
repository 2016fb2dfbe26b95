package lab.obscura.engine.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How often a row would stand at each place, had other seeds been drawn: the share of bootstrap draws with one row in front of it, with
 * two, and so on. In a draw the plain order of the means decides; equal means share the better place.
 *
 * @param shares one list per row; its element k is the share of draws in place k + 1, and they add up to 1
 */
public record RankStability(List<List<Double>> shares) {

    public RankStability {
        shares = shares.stream().map(List::copyOf).toList();
    }

    /** Empty where the rows share fewer than five seeds. */
    public static Optional<RankStability> of(List<SeedValues> rows, Ranks.Best best) {
        List<Long> shared = sharedSeeds(rows);
        return SeedBootstrap.over(shared.size()).map(bootstrap -> counted(rows, shared, best, bootstrap));
    }

    /** Seeds that all rows have, in rising order. */
    public static List<Long> sharedSeeds(List<SeedValues> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var shared = new ArrayList<>(rows.get(0).values().keySet());
        rows.forEach(row -> shared.retainAll(row.values().keySet()));
        return shared;
    }

    private static RankStability counted(
            List<SeedValues> rows, List<Long> shared, Ranks.Best best, SeedBootstrap bootstrap) {
        double sign = best == Ranks.Best.HIGHEST ? 1 : -1;
        double[][] counts = new double[rows.size()][rows.size()];
        for (List<Integer> draw : bootstrap.draws()) {
            double[] merits = rows.stream()
                    .mapToDouble(row -> sign * mean(row, shared, draw))
                    .toArray();
            for (int row = 0; row < merits.length; row++) {
                double own = merits[row];
                int place =
                        (int) Arrays.stream(merits).filter(merit -> merit > own).count();
                counts[row][place] += 1.0 / bootstrap.draws().size();
            }
        }
        return new RankStability(IntStream.range(0, counts.length)
                .mapToObj(row -> Arrays.stream(counts[row]).boxed().toList())
                .toList());
    }

    private static double mean(SeedValues row, List<Long> shared, List<Integer> draw) {
        return draw.stream()
                .mapToDouble(position -> row.values().get(shared.get(position)))
                .average()
                .orElseThrow();
    }
}
