package lab.obscura.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairedGainTest {

    /** Gains 0.5 and 0.3: 0.40 ± 12.706 · 0.1414 / √2. */
    @Test
    void aGainIsTheMeanOfTheGainsOfTheSeeds() {
        Sample gain = PairedGain.relative(Seeded.values(1.5, 2.6), Seeded.values(1, 2))
                .orElseThrow();

        assertThat(gain.n()).isEqualTo(2);
        assertThat(gain.mean()).isCloseTo(0.40, within(1e-12));
        assertThat(gain.confidence95().orElseThrow().high()).isCloseTo(0.40 + 1.27062, within(1e-5));
        assertThat(gain.confidence95().orElseThrow().low()).isCloseTo(0.40 - 1.27062, within(1e-5));
    }

    @Test
    void accuraciesGainPoints() {
        Sample gain = PairedGain.absolute(Seeded.values(0.90, 0.88), Seeded.values(0.91, 0.90))
                .orElseThrow();

        assertThat(gain.mean()).isCloseTo(-0.015, within(1e-12));
    }

    @Test
    void onlySeedsThatBothHaveArePairs() {
        Sample gain = PairedGain.relative(Seeded.from(2, 3, 8), Seeded.values(1, 2, 4))
                .orElseThrow();

        assertThat(gain.values()).containsExactly(0.5, 1.0);
        assertThat(PairedGain.relative(Seeded.from(7, 1), Seeded.values(1))).isEmpty();
        assertThat(PairedGain.absolute(Seeded.from(7, 1), Seeded.values(1))).isEmpty();
    }

    @Test
    void overNothingThereIsNoGain() {
        assertThat(PairedGain.relative(Seeded.values(1, 1), Seeded.values(1, 0)))
                .isEmpty();
    }

    @Test
    void valuesOfSeedsAreFiniteAndThereIsOne() {
        assertThatThrownBy(() -> new SeedValues(new TreeMap<>())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SeedValues(new TreeMap<>(Map.of(1L, Double.NaN))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
