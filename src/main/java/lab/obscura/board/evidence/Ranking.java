package lab.obscura.board.evidence;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lab.obscura.engine.stats.RankStability;
import lab.obscura.engine.stats.Ranks;
import lab.obscura.engine.stats.SeedValues;

/**
 * The ranks of one list, by the errors of its entries.
 *
 * @param <T> what is ranked; entries are told apart by identity
 */
final class Ranking<T> {

    private static final Ranks.Best BEST =
            SeedRow.LEADING.higherIsMorePrivate() ? Ranks.Best.HIGHEST : Ranks.Best.LOWEST;

    private final List<T> entries;
    private final List<SeedValues> values;
    private final Map<T, Integer> ranks = new IdentityHashMap<>();
    private final Map<T, List<Double>> stability = new IdentityHashMap<>();

    /** @param errors of each entry by seed, two seeds or more */
    Ranking(Map<T, SeedValues> errors) {
        this.entries = List.copyOf(errors.keySet());
        this.values = entries.stream().map(errors::get).toList();
        List<OptionalInt> found = Ranks.of(values, BEST);
        for (int i = 0; i < entries.size(); i++) {
            ranks.put(entries.get(i), found.get(i).orElseThrow());
        }
        RankStability.of(values, BEST).ifPresent(shares -> {
            for (int i = 0; i < entries.size(); i++) {
                stability.put(entries.get(i), shares.shares().get(i));
            }
        });
    }

    /** Of those that share the first rank the one with the best mean. */
    Optional<T> best() {
        double sign = BEST == Ranks.Best.HIGHEST ? 1 : -1;
        return IntStream.range(0, entries.size())
                .filter(i -> ranks.get(entries.get(i)) == 1)
                .boxed()
                .max(Comparator.comparingDouble(
                        i -> sign * values.get(i).sample().mean()))
                .map(entries::get);
    }

    OptionalInt rank(T entry) {
        return ranks.containsKey(entry) ? OptionalInt.of(ranks.get(entry)) : OptionalInt.empty();
    }

    /** Share of bootstrap draws in each place; empty where the list shares fewer than five seeds. */
    List<Double> stability(T entry) {
        return stability.getOrDefault(entry, List.of());
    }
}
