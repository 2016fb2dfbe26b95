package lab.obscura.engine.stats;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Ranks that claim no more than the numbers show.
 *
 * <p>Rows are ordered by their means. The best is first of a group; every following row whose 95 % interval overlaps that of the
 * group's first row shares its rank, and the first row that does not begins the next group, with a rank of one more than the rows
 * before it (1, 1, 3). Rows are compared with the first of the group, not with their neighbor, so a chain of small steps cannot
 * make the best and the worst share a rank. A row with a single seed has no interval: it gets no rank and pushes nobody down.
 */
public final class Ranks {

    /** Which mean is best. */
    public enum Best {
        HIGHEST,
        LOWEST
    }

    private Ranks() {}

    /** The rank of each row, in the order given, counted from 1; empty where a row cannot be ranked. */
    public static List<OptionalInt> of(List<Sample> rows, Best best) {
        Comparator<Integer> byMean =
                Comparator.comparingDouble(row -> rows.get(row).mean());
        List<Integer> order = IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).n() > 1)
                .boxed()
                .sorted(best == Best.HIGHEST ? byMean.reversed() : byMean)
                .toList();
        int[] ranks = new int[rows.size()];
        int leader = 0;
        for (int place = 0; place < order.size(); place++) {
            Interval first = interval(rows, order.get(leader));
            if (!interval(rows, order.get(place)).overlaps(first)) {
                leader = place;
            }
            ranks[order.get(place)] = leader + 1;
        }
        return IntStream.of(ranks)
                .mapToObj(rank -> rank == 0 ? OptionalInt.empty() : OptionalInt.of(rank))
                .toList();
    }

    private static Interval interval(List<Sample> rows, int row) {
        return rows.get(row).confidence95().orElseThrow();
    }
}
