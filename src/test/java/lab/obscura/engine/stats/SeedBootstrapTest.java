package lab.obscura.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedBootstrapTest {

    @Test
    void fewerThanFiveSeedsHaveNoBand() {
        assertThat(SeedBootstrap.over(4)).isEmpty();
        assertThat(SeedBootstrap.over(5).orElseThrow().draws())
                .hasSize(1000)
                .allSatisfy(draw -> assertThat(draw).hasSize(5).allMatch(seed -> seed >= 0 && seed < 5));
        assertThat(SeedBootstrap.over(5)).isEqualTo(SeedBootstrap.over(5));
    }

    /** Of the middle 95 % of 40 draws the smallest and the largest one are left out. */
    @Test
    void aBandLeavesOutAFortiethAtEachEnd() {
        var draws = new SeedBootstrap(
                IntStream.rangeClosed(1, 40).mapToObj(List::of).toList());

        assertThat(draws.band(draw -> draw.get(0))).isEqualTo(new Interval(2, 39));
    }

    /** The mean of five seeds drawn from five has the variance of the five over five: 2/5 of 0, 1, 2, 3, 4. */
    @Test
    void drawsHaveTheSpreadThatTheyShould() {
        ToDoubleFunction<List<Integer>> mean =
                draw -> draw.stream().mapToInt(Integer::intValue).average().orElseThrow();
        var draws = SeedBootstrap.drawn(5, 20_000).draws();

        double center = draws.stream().mapToDouble(mean).average().orElseThrow();
        double variance = draws.stream()
                .mapToDouble(draw -> Math.pow(mean.applyAsDouble(draw) - 2, 2))
                .average()
                .orElseThrow();

        assertThat(center).isCloseTo(2, within(0.04)); // nine standard errors
        assertThat(variance).isCloseTo(0.4, within(0.04)); // ten
    }

    /** In a draw, A is in front where it holds more of its two large seeds than B of its own: drawn exactly below. */
    @Test
    void stabilityIsTheShareOfDrawsInAPlace() {
        SeedValues always = Seeded.values(9, 9, 9, 9, 9);
        SeedValues a = Seeded.values(1, 1, 0, 0, 0);
        SeedValues b = Seeded.values(0, 0, 0, 0, 3);

        List<List<Double>> shares = RankStability.of(List.of(a, always, b), Ranks.Best.HIGHEST)
                .orElseThrow()
                .shares();

        assertThat(shares.get(1).get(0)).isCloseTo(1, within(1e-9));
        assertThat(shares.get(0).get(1)).isCloseTo(inFront((x, y) -> x >= 3 * y), within(0.08)); // five standard errors
        assertThat(shares.get(2).get(1)).isCloseTo(inFront((x, y) -> x <= 3 * y), within(0.08));
        assertThat(shares.get(0).stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void theSmallestMayBeBestAndRowsMustShareFiveSeeds() {
        SeedValues low = Seeded.values(1, 2, 1, 2, 1);
        SeedValues high = Seeded.values(3, 4, 3, 4, 3);

        assertThat(RankStability.of(List.of(high, low), Ranks.Best.LOWEST)
                        .orElseThrow()
                        .shares()
                        .get(1)
                        .get(0))
                .isCloseTo(1, within(1e-9));
        assertThat(RankStability.of(List.of(high, Seeded.from(2, 1, 2, 1, 2, 1)), Ranks.Best.HIGHEST))
                .isEmpty();
        assertThat(RankStability.of(List.of(), Ranks.Best.HIGHEST)).isEmpty();
    }

    private interface Condition {
        boolean holds(int large, int triple);
    }

    /** Exactly: of 5^5 draws, those with x of the two seeds in which A has 1 and y of the one in which B has 3. */
    private static double inFront(Condition condition) {
        int count = 0;
        for (int draw = 0; draw < 3125; draw++) {
            int large = 0;
            int triple = 0;
            for (int rest = draw, i = 0; i < 5; i++, rest /= 5) {
                large += rest % 5 < 2 ? 1 : 0;
                triple += rest % 5 == 4 ? 1 : 0;
            }
            count += condition.holds(large, triple) ? 1 : 0;
        }
        return count / 3125.0;
    }
}
