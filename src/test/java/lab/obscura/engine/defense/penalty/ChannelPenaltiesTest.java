package lab.obscura.engine.defense.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class ChannelPenaltiesTest {

    private static final ImageShape FEATURE = new ImageShape(2, 3, 4);
    private static final int PLACES = 6;
    private static final int COUNT = 3;

    @Test
    void channelCorrelationEqualsThePlainComputation() {
        float[] features = features();

        double value = correlation(1).at(batch(features), new PartState()).value();

        assertThat(value).isCloseTo(plainCorrelation(features), within(1e-12));
    }

    /**
     * By NumPy: {@code x = (np.arange(24) * 7 % 11).reshape(6, 4).T; c = np.corrcoef(x) * 5 / 6; (c ** 2).mean()}, the same for each of
     * three samples.
     */
    @Test
    void channelCorrelationEqualsTheNumbersOfNumPy() {
        float[] features = new float[COUNT * FEATURE.size()];
        for (int i = 0; i < features.length; i++) {
            features[i] = i % FEATURE.size() * 7 % 11;
        }

        double value = correlation(1).at(batch(features), new PartState()).value();

        assertThat(value).isCloseTo(0.279640514889371, within(1e-9));
    }

    @Test
    void theGradientOfChannelCorrelationIsItsWeightedSlope() {
        assertIsSlope(correlation(2), features(), moved -> 2 * plainCorrelation(moved));
    }

    @Test
    void aConstantChannelNeitherCountsNorIsPushed() {
        float[] features = features();
        for (int i = 0; i < features.length; i += FEATURE.channels()) {
            features[i] = 0;
        }

        PenaltyValue penalty = correlation(1).at(batch(features), new PartState());

        assertThat(penalty.isFinite()).isTrue();
        assertThat(IntStream.range(0, features.length / FEATURE.channels()))
                .allSatisfy(place -> assertThat(penalty.gradient()[place * FEATURE.channels()])
                        .isZero());
    }

    @Test
    void channelCorrelationRefusesFeaturesOfASinglePlace() {
        assertThat(correlation(1).objection(split(2))).isEmpty();
        assertThat(correlation(1).objection(split(4)))
                .hasValueSatisfying(reason ->
                        assertThat(reason).contains("1x1x128", "choose an earlier cut layer or larger images"));
    }

    @Test
    void activationNormIsTheMeanMagnitudeWithItsSlope() {
        float[] features = features();
        ToDoubleFunction<float[]> plain = values -> IntStream.range(0, values.length)
                        .mapToDouble(i -> Math.abs((double) values[i]))
                        .sum()
                / values.length;

        assertThat(norm(1).at(batch(features), new PartState()).value())
                .isCloseTo(plain.applyAsDouble(features), within(1e-12));
        assertIsSlope(norm(3), features, moved -> 3 * plain.applyAsDouble(moved));
    }

    @Test
    void aWeightOfZeroSwitchesOff() {
        assertThat(correlation(0).at(batch(features()), new PartState()).hasGradient())
                .isFalse();
        assertThat(norm(0).at(batch(features()), new PartState()).hasGradient()).isFalse();
    }

    private static void assertIsSlope(Penalty penalty, float[] features, ToDoubleFunction<float[]> weighted) {
        float[] gradient = penalty.at(batch(features), new PartState()).gradient();
        assertThat(IntStream.range(0, features.length)).allSatisfy(i -> {
            float here = features[i];
            features[i] = here + 1e-3f;
            double above = features[i];
            double valueAbove = weighted.applyAsDouble(features);
            features[i] = here - 1e-3f;
            double slope = (valueAbove - weighted.applyAsDouble(features)) / (above - features[i]);
            features[i] = here;
            assertThat((double) gradient[i]).isCloseTo(slope, within(1e-3 * Math.abs(slope) + 1e-5));
        });
    }

    /** {@code docs/methods/penalties.md#channel-correlation}, word by word. */
    private static double plainCorrelation(float[] z) {
        double sum = 0;
        int c = FEATURE.channels();
        for (int i = 0; i < COUNT; i++) {
            for (int a = 0; a < c; a++) {
                for (int b = 0; b < c; b++) {
                    double covariance = covariance(z, i, a, b);
                    double deviations = Math.sqrt(covariance(z, i, a, a) * PLACES / (PLACES - 1.0))
                            * Math.sqrt(covariance(z, i, b, b) * PLACES / (PLACES - 1.0));
                    double r = covariance / (deviations + 1e-12);
                    sum += r * r / (COUNT * c * c);
                }
            }
        }
        return sum;
    }

    private static double covariance(float[] z, int sample, int a, int b) {
        double meanA = 0;
        double meanB = 0;
        for (int p = 0; p < PLACES; p++) {
            meanA += at(z, sample, p, a) / PLACES;
            meanB += at(z, sample, p, b) / PLACES;
        }
        double sum = 0;
        for (int p = 0; p < PLACES; p++) {
            sum += (at(z, sample, p, a) - meanA) * (at(z, sample, p, b) - meanB) / PLACES;
        }
        return sum;
    }

    private static double at(float[] z, int sample, int place, int channel) {
        return z[(sample * PLACES + place) * FEATURE.channels() + channel];
    }

    private static float[] features() {
        return new RandomStream(4).gaussians(COUNT * FEATURE.size(), 1);
    }

    private static ChannelCorrelation correlation(double weight) {
        return new ChannelCorrelation(ChannelCorrelation.INFO.schema().read("", Map.of("weight", weight)));
    }

    private static ActivationNorm norm(double weight) {
        return new ActivationNorm(ActivationNorm.INFO.schema().read("", Map.of("weight", weight)));
    }

    private static SplitSpec split(int cut) {
        var normalization = new ChannelAffine(Collections.nCopies(3, 0.0), Collections.nCopies(3, 1.0));
        var plan = new Backbone.Plan(new ImageShape(16, 16, 3), 2, normalization, 1, cut, Optional.empty());
        return Backbones.find("cnn-4").orElseThrow().split(plan);
    }

    private static FeatureBatch batch(float[] features) {
        float[] image = new float[COUNT];
        return new FeatureBatch(
                new FeatureBatch.Values(FEATURE, features, features),
                new int[COUNT],
                2,
                new StepContext(2, 4, 0, 64, 0.01, 0, Seeds.of(1)),
                new FeatureBatch.Images(new ImageShape(1, 1, 1), image, image));
    }
}
