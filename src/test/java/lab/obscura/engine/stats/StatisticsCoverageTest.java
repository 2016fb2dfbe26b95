package lab.obscura.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/statistics.md} promises, counted. A share of 5 % in 10 000 trials has a standard error of 0.22 %. */
class StatisticsCoverageTest {

    private static final StatisticsSimulation SIMULATION = new StatisticsSimulation(10_000, 20261129);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void intervalsHoldTheTruthInNinetyFiveOfAHundred(int n) {
        assertThat(SIMULATION.intervalCovers(n)).isCloseTo(0.95, within(0.015)); // seven standard errors
        assertThat(SIMULATION.gainCovers(n)).isCloseTo(0.95, within(0.015));
        assertThat(SIMULATION.matchedCovers(n)).isCloseTo(0.95, within(0.015));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void rowsThatAreAlikeAreToldApartInNoMoreThanFiveOfAHundred(int n) {
        assertThat(SIMULATION.likeRowsDiffer(2, n)).isCloseTo(0.025, within(0.012)); // seven standard errors
        assertThat(SIMULATION.likeRowsDiffer(5, n)).isLessThan(0.065);
    }

    /** A difference of one spread of a seed, which is three times as large: unpaired, five seeds would see it hardly ever. */
    @Test
    void pairingSeesADifferenceBehindWhatSeedsShare() {
        assertThat(SIMULATION.betterRowIsSeen(3e-3, 5)).isGreaterThan(0.8);
    }

    /** Why it decides no rank. */
    @Test
    void aBootstrapOverFewSeedsCallsEqualRowsDifferent() {
        var few = new StatisticsSimulation(2_000, 1);

        assertThat(few.bootstrapErrs(2)).isGreaterThan(0.25);
        assertThat(few.bootstrapErrs(3)).isGreaterThan(0.12);
        assertThat(few.bootstrapErrs(5)).isGreaterThan(0.06);
    }
}
