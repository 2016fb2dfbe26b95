package lab.obscura.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TTestTest {

    /** {@code scipy.stats.ttest_rel} 1.17.1. */
    @Test
    void rowsWithTheSameSeedsAreComparedSeedBySeed() {
        SeedValues a = Seeded.values(0.1, 0.3, 0.2, 0.5);
        SeedValues b = Seeded.values(0.15, 0.31, 0.29, 0.52);

        assertThat(TTest.probability(a, b).orElseThrow()).isCloseTo(0.09894459695402409, within(1e-12));
        assertThat(TTest.probability(b, a)).isEqualTo(TTest.probability(a, b));
        assertThat(TTest.difference(b, a)).isCloseTo(0.0425, within(1e-12));
    }

    /** {@code scipy.stats.ttest_ind(equal_var=False)} 1.17.1. */
    @Test
    void rowsWithOtherSeedsAreComparedByWelch() {
        SeedValues a = Seeded.values(1, 2, 3, 4);
        SeedValues b = Seeded.from(10, 2.5, 4.5, 7);

        assertThat(TTest.probability(a, b).orElseThrow()).isCloseTo(0.23316993269829653, within(1e-12));
    }

    /** One shared seed says nothing of a spread; then all seeds of both count. */
    @Test
    void oneSharedSeedIsNoPair() {
        SeedValues a = Seeded.values(1, 2, 3, 4);

        assertThat(TTest.probability(a, Seeded.from(4, 2.5, 4.5, 7)))
                .isEqualTo(TTest.probability(a, Seeded.from(10, 2.5, 4.5, 7)));
        assertThat(TTest.probability(a, Seeded.from(10, 2.5))).isEmpty();
    }

    @Test
    void whatEverySeedSaysIsCertainAndRoundingIsNoDifference() {
        SeedValues a = Seeded.values(0.1, 0.2, 0.3);

        assertThat(TTest.probability(a, Seeded.values(0.2, 0.3, 0.4))).hasValue(0);
        assertThat(TTest.probability(a, Seeded.values(0.1 + 1e-17, 0.2 + 4e-17, 0.3 + 6e-17)))
                .hasValue(1);
    }

    /** The printed example of Holm's procedure at 5 %: 0.01, 0.04, 0.03 and 0.005 of four. */
    @Test
    void holmStopsAtTheFirstThatIsTooLarge() {
        assertThat(Holm.findings(List.of(0.01, 0.04, 0.03, 0.005), 0.05)).containsExactly(true, false, false, true);
        assertThat(Holm.findings(List.of(0.0126, 0.002, 0.024, 0.04), 0.05)).containsExactly(true, true, true, true);
        assertThat(Holm.findings(List.of(), 0.05)).isEmpty();
    }
}
