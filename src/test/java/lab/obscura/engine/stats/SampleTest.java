package lab.obscura.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {

    @Test
    void aSingleSeedHasNoSpread() {
        var one = new Sample(List.of(0.9));

        assertThat(one.mean()).isEqualTo(0.9);
        assertThat(one.standardDeviation()).isEmpty();
        assertThat(one.confidence95()).isEmpty();
    }

    @Test
    void knowsMeanDeviationAndInterval() {
        // By hand: 5 ± 2.364624 · 2.138090 / √8, with t(0.975, 7) from the table.
        var sample = new Sample(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0));

        assertThat(sample.mean()).isEqualTo(5);
        assertThat(sample.standardDeviation().orElseThrow()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
        assertThat(sample.confidence95().orElseThrow().low()).isCloseTo(3.21251, within(1e-4));
        assertThat(sample.confidence95().orElseThrow().high()).isCloseTo(6.78749, within(1e-4));
    }

    /** {@code docs/statistics.md#interval}: t(0.975, 2) = 4.3027, s = 1. */
    @Test
    void threeSeedsHaveTheIntervalOfThePage() {
        Interval interval = new Sample(List.of(1.0, 2.0, 3.0)).confidence95().orElseThrow();

        assertThat(interval.low()).isCloseTo(2 - 2.484, within(5e-4));
        assertThat(interval.high()).isCloseTo(2 + 2.484, within(5e-4));
    }

    @Test
    void equalValuesHaveAnIntervalWithoutWidth() {
        assertThat(new Sample(List.of(3.0, 3.0)).confidence95()).contains(new Interval(3, 3));
    }

    @Test
    void refusesWhatIsNotANumber() {
        assertThatThrownBy(() -> new Sample(List.of(1.0, Double.NaN))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sample(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /** From the usual printed tables of Student's distribution. */
    @ParameterizedTest
    @CsvSource({
        "0.975, 1,    12.70620474",
        "0.975, 2,    4.302652730",
        "0.975, 3,    3.182446305",
        "0.975, 4,    2.776445105",
        "0.975, 9,    2.262157163",
        "0.975, 30,   2.042272456",
        "0.975, 100,  1.983971519",
        "0.95,  5,    2.015048373",
        "0.995, 10,   3.169272673",
        "0.5,   7,    0.0",
        "0.025, 4,   -2.776445105"
    })
    void quantilesAgreeWithTheTables(double probability, int degreesOfFreedom, double expected) {
        assertThat(StudentT.quantile(probability, degreesOfFreedom)).isCloseTo(expected, within(2e-8));
    }

    /** From {@code scipy.stats.t.cdf} 1.17.1. */
    @ParameterizedTest
    @CsvSource({"-1.3, 2.5, 0.15024339463535416", "2.0, 7.3, 0.9580294803329484"})
    void degreesOfFreedomNeedNotBeWhole(double t, double degreesOfFreedom, double expected) {
        assertThat(StudentT.probabilityBelow(t, degreesOfFreedom)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void manyDegreesOfFreedomApproachTheNormalDistribution() {
        assertThat(StudentT.quantile(0.975, 1_000_000)).isCloseTo(1.959963985, within(1e-5));
    }
}
