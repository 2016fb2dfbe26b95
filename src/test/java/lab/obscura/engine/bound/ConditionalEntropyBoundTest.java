package lab.obscura.engine.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known answers: inputs x ~ N(0, diag(s²)), encoder z = g·x per dimension, noise of variance v. The best possible attack is the
 * posterior mean {@code x̂ = z · g s² / (g² s² + v)} with the error {@code s² v / (g² s² + v)}.
 */
class ConditionalEntropyBoundTest {

    private static final int DIMENSIONS = 6;
    private static final int SAMPLES = 4000;
    private static final double NOISE = 0.04;

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 4})
    void liesBelowEveryAttackOnALinearEncoderOfGaussianInputs(double gain) {
        Gaussian world = new Gaussian(gain, false);
        var bound = ConditionalEntropyBound.of(world.clean, DIMENSIONS, new int[SAMPLES], NOISE, DIMENSIONS);

        double smallest = bound.smallestError(world.entropy());

        // Finite samples move the information by a few tenths of a per cent.
        assertThat(smallest).isLessThan(world.optimalError() * 1.02);
        assertThat(smallest).isLessThan(world.errorOf(z -> z / gain) * 1.02);
        assertThat(smallest).isLessThan(world.errorOf(z -> 0));
        assertThat(smallest).isLessThan(world.errorOf(z -> z));
    }

    @Test
    void isReachedWhereAllDimensionsAreAlike() {
        Gaussian world = new Gaussian(1, true);
        var bound = ConditionalEntropyBound.of(world.clean, DIMENSIONS, new int[SAMPLES], NOISE, DIMENSIONS);

        assertThat(bound.smallestError(world.entropy())).isCloseTo(world.optimalError(), within(0.02 * NOISE));
        assertThat(bound.information()).isCloseTo(DIMENSIONS * Math.log1p(1 / NOISE) / 2, within(0.15));
    }

    @Test
    void fromFewSamplesTheDiagonalServesAndLetsMoreThrough() {
        Gaussian world = new Gaussian(1, true);
        float[] few = java.util.Arrays.copyOf(world.clean, 40 * DIMENSIONS);
        float[] many = java.util.Arrays.copyOf(world.clean, 100 * DIMENSIONS);

        double diagonal = ConditionalEntropyBound.of(few, DIMENSIONS, new int[40], NOISE, DIMENSIONS)
                .information();
        double whole = ConditionalEntropyBound.of(many, DIMENSIONS, new int[100], NOISE, DIMENSIONS)
                .information();

        assertThat(diagonal).isGreaterThan(whole * 0.9);
        assertThat(world.smallestOf(few)).isLessThan(world.optimalError() * 1.2);
    }

    @Test
    void theSpecificationsExampleHolds() {
        // the example of docs/methods/leakage-estimators.md#conditional-entropy-factor: m = 512, v/σ² = 80, isotropic,
        // d = 3072.
        var bound = new ConditionalEntropyBound(512 * 0.5 * Math.log(81), 3072);

        assertThat(bound.information()).isCloseTo(1125, within(0.5));
        assertThat(bound.relativeFactor()).isCloseTo(0.48, within(0.005));
    }

    @Test
    void groupsAddTheEntropyOfTheirNames() {
        float[] clean = new float[100];
        int[] groups = new int[100];
        for (int i = 0; i < 100; i++) {
            groups[i] = i % 2;
            clean[i] = groups[i];
        }

        assertThat(ConditionalEntropyBound.of(clean, 1, groups, 1, 1).information())
                .isCloseTo(Math.log(2), within(1e-9));
    }

    @Test
    void withoutNoiseThereIsNoBound() {
        assertThatThrownBy(() -> ConditionalEntropyBound.of(new float[4], 2, new int[2], 0, 2))
                .hasMessageContaining("only where noise is added");
    }

    /** Inputs, clean features and noise. */
    private static final class Gaussian {

        private final double gain;
        private final double[] deviations = new double[DIMENSIONS];
        private final float[] inputs = new float[SAMPLES * DIMENSIONS];
        private final float[] clean = new float[SAMPLES * DIMENSIONS];
        private final float[] sent = new float[SAMPLES * DIMENSIONS];

        Gaussian(double gain, boolean alike) {
            this.gain = gain;
            var random = new RandomStream(11);
            for (int d = 0; d < DIMENSIONS; d++) {
                deviations[d] = alike ? 1 : 0.5 + 0.3 * d;
            }
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = (float) (deviations[i % DIMENSIONS] * random.nextGaussian());
                clean[i] = (float) (gain * inputs[i]);
                sent[i] = (float) (clean[i] + Math.sqrt(NOISE) * random.nextGaussian());
            }
        }

        double entropy() {
            double sum = 0;
            for (double deviation : deviations) {
                sum += Math.log(2 * Math.PI * Math.E * deviation * deviation) / 2;
            }
            return sum;
        }

        double optimalError() {
            double sum = 0;
            for (double deviation : deviations) {
                double variance = deviation * deviation;
                sum += variance * NOISE / (gain * gain * variance + NOISE) / DIMENSIONS;
            }
            return sum;
        }

        double errorOf(java.util.function.DoubleUnaryOperator attack) {
            double sum = 0;
            for (int i = 0; i < inputs.length; i++) {
                double difference = attack.applyAsDouble(sent[i]) - inputs[i];
                sum += difference * difference / inputs.length;
            }
            return sum;
        }

        double smallestOf(float[] features) {
            int samples = features.length / DIMENSIONS;
            return ConditionalEntropyBound.of(features, DIMENSIONS, new int[samples], NOISE, DIMENSIONS)
                    .smallestError(entropy());
        }
    }
}
