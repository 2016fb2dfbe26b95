package lab.obscura.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RanksTest {

    /** Standard deviation 0.1 around 0, in an order that goes with nothing. */
    private static final double[] FIRST = {-0.1, 0.1, 0, -0.1, 0.1};

    private static final double[] SECOND = {0.1, 0.1, -0.1, 0, -0.1};
    private static final double[] THIRD = {0.1, -0.1, 0.1, -0.1, 0};

    @Test
    void rowsThatCannotBeToldApartShareTheRankBehindTheOneThatIsBetter() {
        List<SeedValues> rows = List.of(around(1, FIRST), around(1.01, SECOND), around(2, THIRD));

        assertThat(ranks(Ranks.Best.HIGHEST, rows)).containsExactly(2, 2, 1);
        assertThat(ranks(Ranks.Best.LOWEST, rows)).containsExactly(1, 1, 3);
    }

    @Test
    void rowsWithoutACommonSeedAreComparedAsWell() {
        List<SeedValues> rows =
                List.of(around(1, FIRST), Seeded.from(100, 1.1, 0.9, 1.0), Seeded.from(200, 2.1, 2.0, 1.9));

        assertThat(ranks(Ranks.Best.HIGHEST, rows)).containsExactly(2, 2, 1);
    }

    /** Seeds differ by 2, the rows by 0.1 at every seed: only seed by seed that can be seen. */
    @Test
    void whatSeedsHaveInCommonDoesNotHideADifference() {
        SeedValues base = Seeded.values(1, 3, 5, 2, 4);
        SeedValues better = Seeded.values(1.11, 3.09, 5.10, 2.11, 4.09);

        assertThat(ranks(Ranks.Best.HIGHEST, List.of(base, better))).containsExactly(2, 1);
        assertThat(ranks(Ranks.Best.HIGHEST, List.of(base, Seeded.from(6, 1.11, 3.09, 5.10, 2.11, 4.09))))
                .containsExactly(1, 1);
    }

    /** p = 0.027 of one comparison; Holm asks for 0.0125 where there are four. */
    @Test
    void manyComparisonsAskForMore() {
        SeedValues base = Seeded.values(1, 1, 1, 1);
        SeedValues better = Seeded.values(1.08, 1.2, 1.32, 1.2);
        SeedValues like = Seeded.values(1.1, 0.9, 1.1, 0.9);

        assertThat(ranks(Ranks.Best.HIGHEST, List.of(base, better))).startsWith(2);
        assertThat(ranks(Ranks.Best.HIGHEST, List.of(base, better, like, like, like)))
                .startsWith(1);
    }

    @Test
    void rowsWithTheSameNumbersShareARank() {
        SeedValues guess = Seeded.values(0.0614, 0.0614, 0.0614);

        assertThat(ranks(Ranks.Best.HIGHEST, List.of(guess, guess))).containsExactly(1, 1);
        assertThat(ranks(Ranks.Best.HIGHEST, List.of(guess, Seeded.values(0.06, 0.06, 0.06))))
                .containsExactly(1, 2);
    }

    @Test
    void aSingleSeedIsNotRankedAndPushesNobodyDown() {
        List<SeedValues> rows = List.of(Seeded.values(9), around(2, FIRST), around(1, SECOND));

        assertThat(Ranks.of(rows, Ranks.Best.HIGHEST))
                .containsExactly(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(2));
        assertThat(Ranks.of(List.of(), Ranks.Best.LOWEST)).isEmpty();
    }

    private static List<Integer> ranks(Ranks.Best best, List<SeedValues> rows) {
        return Ranks.of(rows, best).stream().map(OptionalInt::getAsInt).toList();
    }

    private static SeedValues around(double mean, double... deviations) {
        double[] values = deviations.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += mean;
        }
        return Seeded.values(values);
    }
}
