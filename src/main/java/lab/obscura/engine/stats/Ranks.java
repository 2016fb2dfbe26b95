package lab.obscura.engine.stats;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Ranks that claim no more than the numbers show: the rank of a row is one more than the number of rows that are significantly better
 * than it. A row is significantly better when its mean is and the {@link TTest} finds a difference at 5 %, after Holm's correction over
 * all comparisons with the row that is ranked. Rows that cannot be told apart share a rank. A row with a single seed has none and
 * pushes nobody down.
 */
public final class Ranks {

    private static final double LEVEL = 0.05;

    /** Which mean is best. */
    public enum Best {
        HIGHEST,
        LOWEST
    }

    private Ranks() {}

    /** The rank of each row, in the order given, counted from 1; empty where a row has a single seed. */
    public static List<OptionalInt> of(List<SeedValues> rows, Best best) {
        return IntStream.range(0, rows.size())
                .mapToObj(row -> rows.get(row).n() < 2 ? OptionalInt.empty() : OptionalInt.of(rank(rows, row, best)))
                .toList();
    }

    private static int rank(List<SeedValues> rows, int row, Best best) {
        SeedValues own = rows.get(row);
        List<SeedValues> others = IntStream.range(0, rows.size())
                .filter(other -> other != row && rows.get(other).n() > 1)
                .mapToObj(rows::get)
                .toList();
        List<Boolean> differ = Holm.findings(
                others.stream()
                        .map(other -> TTest.probability(own, other).orElseThrow())
                        .toList(),
                LEVEL);
        double sign = best == Best.HIGHEST ? 1 : -1;
        return 1
                + (int) IntStream.range(0, others.size())
                        .filter(other -> differ.get(other) && sign * TTest.difference(others.get(other), own) > 0)
                        .count();
    }
}
