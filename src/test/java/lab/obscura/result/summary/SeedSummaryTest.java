package lab.obscura.result.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeedSummaryTest {

    @Test
    void aNumberHasMeanDeviationAndIntervalOverItsSeeds() {
        Spread spread = SeedSummary.of(List.of(Map.of("mse", 0.02), Map.of("mse", 0.04)))
                .spread("mse")
                .orElseThrow();

        assertThat(spread.n()).isEqualTo(2);
        assertThat(spread.mean()).isCloseTo(0.03, within(1e-15));
        // t(0.975, 1) = 12.7062; s = 0.0141421; s / sqrt(2) = 0.01
        assertThat(spread.standardDeviation()).isCloseTo(0.0141421, within(1e-7));
        assertThat(spread.interval()).isCloseTo(0.127062, within(1e-6));
        assertThat(spread.low()).isCloseTo(0.03 - 0.127062, within(1e-6));
        assertThat(spread.high()).isCloseTo(0.03 + 0.127062, within(1e-6));
    }

    @Test
    void aSingleSeedHasNoSpread() {
        Spread spread =
                SeedSummary.of(List.of(Map.of("mse", 0.02))).spread("mse").orElseThrow();

        assertThat(spread).isEqualTo(new Spread(0.02, null, null, null, null, 1));
    }

    @Test
    void aRunWithoutANumberTakesNoPartInItsSample() {
        SeedSummary seeds = SeedSummary.of(
                List.of(Map.of("mse", 0.02, "added-later", 1.0), Map.of("mse", 0.04), Map.of("mse", Double.NaN)));

        assertThat(seeds.spreads()).containsOnlyKeys("mse", "added-later");
        assertThat(seeds.spread("mse").orElseThrow().n()).isEqualTo(2);
        assertThat(seeds.spread("added-later").orElseThrow().n()).isEqualTo(1);
        assertThat(seeds.spread("never-measured")).isEmpty();
    }
}
