package lab.obscura.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RanksTest {

    @Test
    void ordersByTheMeanWhenIntervalsLieApart() {
        assertThat(ranks(Ranks.Best.HIGHEST, sample(1), sample(3), sample(2))).containsExactly(3, 1, 2);
        assertThat(ranks(Ranks.Best.LOWEST, sample(1), sample(3), sample(2))).containsExactly(1, 3, 2);
    }

    @Test
    void sharesARankWhenIntervalsOverlap() {
        assertThat(ranks(Ranks.Best.HIGHEST, sample(5), sample(4.9995), sample(1)))
                .containsExactly(1, 1, 3);
    }

    @Test
    void aChainOfSmallStepsDoesNotReachFromBestToWorst() {
        // Each interval is the mean plus or minus 0.00127; neighbors overlap, the first and the third do not.
        assertThat(ranks(Ranks.Best.HIGHEST, sample(1.004), sample(1.002), sample(1.000)))
                .containsExactly(1, 1, 3);
    }

    @Test
    void aSingleSeedIsNotRankedAndPushesNobodyDown() {
        var rows = List.of(new Sample(List.of(9.0)), sample(2), sample(1));

        assertThat(Ranks.of(rows, Ranks.Best.HIGHEST))
                .containsExactly(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(2));
    }

    @Test
    void noRowsHaveNoRanks() {
        assertThat(Ranks.of(List.of(), Ranks.Best.LOWEST)).isEmpty();
    }

    private static List<Integer> ranks(Ranks.Best best, Sample... rows) {
        return Ranks.of(List.of(rows), best).stream().map(OptionalInt::getAsInt).toList();
    }

    /** Two seeds close together. */
    private static Sample sample(double mean) {
        return new Sample(List.of(mean - 0.0001, mean + 0.0001));
    }
}
