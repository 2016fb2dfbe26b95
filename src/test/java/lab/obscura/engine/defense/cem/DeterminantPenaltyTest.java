package lab.obscura.engine.defense.cem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;
import lab.obscura.engine.defense.transform.GaussianNoise;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against {@link PlainDeterminant}, which computes the same from the features with whole matrices. */
class DeterminantPenaltyTest {

    private static final int CLASSES = 3;
    private static final int K = 2;
    private static final int SIZE = 5;
    private static final double NOISE = 0.1;
    private static final double RATE = 1e-4;

    /** Fewer samples in a cluster than values, and more. */
    @ParameterizedTest
    @CsvSource({"shrunk, 21", "shrunk, 90", "diagonal, 21", "diagonal, 90", "automatic, 90"})
    void valueAndGradientEqualThePlainComputation(String covariance, int samples) {
        EpochFeatures features = features(samples, NOISE);
        var part = part(Map.of("covariance", covariance));
        var state = new PartState();
        part.afterEpoch(features, state);
        FeatureBatch batch = batch(10, NOISE);
        var plain =
                new PlainDeterminant(features, ClassMixtures.in(state).orElseThrow(), covariance.equals("diagonal"));

        PenaltyValue penalty = part.at(batch, state);

        double[] at = doubles(batch.clean());
        double expected = plain.value(at, batch);
        assertThat(penalty.value()).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
        double[] slopes = slopes(plain, at, batch);
        double largest = Arrays.stream(slopes).map(Math::abs).max().orElseThrow();
        assertThat(largest).isGreaterThan(1e-3);
        assertThat(IntStream.range(0, at.length))
                .allSatisfy(
                        i -> assertThat((double) penalty.gradient()[i]).isCloseTo(slopes[i], within(1e-4 * largest)));
    }

    @Test
    void aCheckpointBringsItBack() {
        var part = part(Map.of());
        var state = new PartState();
        part.afterEpoch(features(40, NOISE), state);
        FeatureBatch batch = batch(8, NOISE);

        PenaltyValue again = part.at(batch, new PartState(state.tensors()));

        assertThat(again.value()).isEqualTo(part.at(batch, state).value());
        assertThat(again.gradient()).isEqualTo(part.at(batch, state).gradient());
    }

    /** Members of one cluster only: the others keep their constant term. */
    @Test
    void clustersWithoutMembersStillCount() {
        EpochFeatures features = features(40, NOISE);
        var part = part(Map.of());
        var state = new PartState();
        part.afterEpoch(features, state);
        var one = FeatureBatch.ofVectors(
                Arrays.copyOf(batch(8, NOISE).clean(), 2 * SIZE), new int[] {0, 0}, CLASSES, step(NOISE));
        var plain = new PlainDeterminant(features, ClassMixtures.in(state).orElseThrow(), false);

        double expected = plain.value(doubles(one.clean()), one);

        assertThat(part.at(one, state).value()).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
    }

    @Test
    void isRefusedWithoutNoise() {
        assertThatThrownBy(() -> part(Map.of()).afterEpoch(features(40, 0), new PartState()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("adds no normal noise")
                .hasMessageContaining("gaussian-noise");
    }

    @Test
    void isRefusedBesideNoNoiseBeforeTheTraining() {
        var noise = new GaussianNoise(GaussianNoise.INFO.schema().read("", Map.of()));

        assertThat(part(Map.of()).objectionAmong(new Defense(List.of(part(Map.of())))))
                .hasValueSatisfying(rule -> assertThat(rule).contains("gaussian-noise"));
        assertThat(part(Map.of()).objectionAmong(new Defense(List.of(noise, part(Map.of())))))
                .isEmpty();
    }

    @Test
    void isNoFormOfThePublicCode() {
        assertThatThrownBy(() -> part(Map.of("classIndex", "reference-code")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("reference-code");
    }

    @Test
    void theOtherFormsRememberNoCovariances() {
        var state = new PartState();
        new ConditionalEntropy(ConditionalEntropy.INFO.schema().read("", Map.of("components", K)))
                .afterEpoch(features(40, NOISE), state);

        assertThat(state.tensors()).containsOnlyKeys("centroids", "weights", "variances");
    }

    private static double[] slopes(PlainDeterminant plain, double[] at, FeatureBatch batch) {
        double[] slopes = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double here = at[i];
            at[i] = here + 1e-5;
            double above = plain.value(at, batch);
            at[i] = here - 1e-5;
            double below = plain.value(at, batch);
            at[i] = here;
            slopes[i] = 16 * (above - below) / 2e-5;
        }
        return slopes;
    }

    private static ConditionalEntropy part(Map<String, Object> more) {
        var settings =
                new java.util.HashMap<String, Object>(Map.of("form", "log-determinant", "components", K, "weight", 16));
        settings.putAll(more);
        return new ConditionalEntropy(ConditionalEntropy.INFO.schema().read("", settings));
    }

    private static EpochFeatures features(int samples, double noise) {
        return new EpochFeatures(drawn(1, samples), labels(samples), SIZE, CLASSES, 1, noise, Seeds.of(2));
    }

    private static FeatureBatch batch(int samples, double noise) {
        return FeatureBatch.ofVectors(drawn(3, samples), labels(samples), CLASSES, step(noise));
    }

    private static StepContext step(double noise) {
        return new StepContext(2, 4, 0, 300, RATE, noise, Seeds.of(4));
    }

    /** Values of one size, but not alike: their covariance is no multiple of the identity. */
    private static float[] drawn(long seed, int samples) {
        var random = new RandomStream(seed);
        float[] values = new float[samples * SIZE];
        for (int i = 0; i < values.length; i++) {
            double common = i % SIZE == 0 ? 0 : 0.7 * values[i - 1];
            values[i] = (float) (common + 0.5 * random.nextGaussian());
        }
        return values;
    }

    private static int[] labels(int samples) {
        return IntStream.range(0, samples).map(i -> i % CLASSES).toArray();
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
