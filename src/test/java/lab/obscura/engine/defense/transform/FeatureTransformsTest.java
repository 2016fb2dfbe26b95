package lab.obscura.engine.defense.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTransformsTest {

    private static final ImageShape VECTOR = new ImageShape(1, 1, 4);

    @Test
    void droppingZeroesItsShareAndScalesNothing() {
        float[] ones = ones(20_000);

        Sent sent = send(dropping(0.3), new ImageShape(1, 1, 20_000), ones);

        long zeroes = IntStream.range(0, ones.length)
                .filter(i -> sent.values()[i] == 0)
                .count();
        assertThat(zeroes).isBetween(5_700L, 6_300L);
        assertThat(sent.values()).containsOnly(0f, 1f);
        assertThat(sent.backward().apply(ones)).isEqualTo(sent.values());
    }

    @Test
    void topKKeepsTheLargestMagnitudesOfEachFeature() {
        float[] values = {1, -4, 2, 3, 0.1f, 0.2f, -0.4f, 0.3f};

        Sent sent = send(topK(0.5, "corrected"), VECTOR, values);

        assertThat(sent.values()).containsExactly(0, -4, 0, 3, 0, 0, -0.4f, 0.3f);
        assertThat(sent.backward().apply(ones(8))).containsExactly(0, 1, 0, 1, 0, 0, 1, 1);
    }

    @Test
    void topKOfTheReferenceCodeDropsTheSmallestValuesOfTheWholeBatch() {
        float[] values = {1, -4, 2, 3, 0.1f, 0.2f, -0.4f, 0.3f};

        Sent sent = send(topK(0.5, "reference-code"), VECTOR, values);

        assertThat(sent.values()).containsExactly(1, 0, 2, 3, 0, 0, 0, 0.3f);
    }

    @Test
    void amongEqualValuesTopKDropsNoMoreThanItsShare() {
        Sent sent = send(topK(0.5, "corrected"), VECTOR, ones(4));

        assertThat(sent.values()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void laplaceNoiseHasTheScaleOfItsBudget() {
        float[] sent = send(privacy("laplace", 2, 0), new ImageShape(1, 1, 40_000), new float[40_000])
                .values();

        assertThat(meanMagnitude(sent)).isCloseTo(0.5, within(0.02)); // the mean of |x| is the scale
    }

    @Test
    void theGaussianMechanismHasTheDeviationOfItsBudget() {
        FeatureTransform part = privacy("gaussian-published", 8, 0);

        double expected = Math.sqrt(2 * Math.log(1.25 / 1e-4)) / 8;

        assertThat(privacy("gaussian", 10, 0).noiseStandardDeviation()).isCloseTo(0.45526513054676528, within(1e-9));
        assertThat(privacy("gaussian", 10, 3).noiseStandardDeviation())
                .isCloseTo(6 * 0.45526513054676528, within(1e-8));
        assertThat(part.noiseStandardDeviation()).isCloseTo(expected, within(1e-12));
        float[] sent =
                send(part, new ImageShape(1, 1, 40_000), new float[40_000]).values();
        assertThat(meanMagnitude(sent)).isCloseTo(expected * Math.sqrt(2 / Math.PI), within(0.02));
    }

    @ParameterizedTest
    @ValueSource(strings = {"laplace", "gaussian-published"})
    void clippingShortensLongFeaturesAndItsGradientIsExact(String mechanism) {
        FeatureTransform part = privacy(mechanism, 1e6, 2); // hardly any noise
        float[] values = {3, -4, 1, 2, 0.1f, 0.2f, 0.1f, 0.3f};
        float[] gradient = {0.3f, -0.2f, 0.5f, 0.7f, 1, 2, 3, 4};

        Sent sent = send(part, VECTOR, values);

        assertThat(sent.values()[4]).isCloseTo(0.1f, within(1e-4f));
        float[] back = sent.backward().apply(gradient);
        assertThat(IntStream.range(0, values.length)).allSatisfy(i -> {
            float here = values[i];
            values[i] = here + 0.01f;
            double above = dot(gradient, send(part, VECTOR, values).values());
            values[i] = here - 0.01f;
            double below = dot(gradient, send(part, VECTOR, values).values());
            values[i] = here;
            assertThat((double) back[i]).isCloseTo((above - below) / 0.02, within(2e-3));
        });
    }

    @Test
    void theFilterKeepsLowFrequenciesAndDropsHighOnes() {
        ImageShape plane = new ImageShape(4, 4, 1);
        float[] smooth = new float[16];
        float[] checkered = new float[16];
        for (int i = 0; i < 16; i++) {
            smooth[i] = (float) (1 + Math.cos(Math.PI * (2 * (i % 4) + 1) / 8.0)); // frequencies 0 and 1
            checkered[i] = (float) (Math.cos(Math.PI * (2 * (i % 4) + 1) * 3 / 8.0)
                    * Math.cos(Math.PI * (2 * (i / 4) + 1) * 3 / 8.0)); // frequency 3 in both directions
        }

        assertThat(send(filter(), plane, smooth).values()).containsExactly(smooth, within(1e-6f));
        assertThat(send(filter(), plane, checkered).values()).containsExactly(new float[16], within(1e-6f));
    }

    @Test
    void theFiltersGradientIsItsTranspose() {
        ImageShape shape = new ImageShape(4, 6, 2);
        float[] x = new RandomStream(1).gaussians(shape.size(), 1);
        float[] y = new RandomStream(2).gaussians(shape.size(), 1);

        Sent sent = send(filter(), shape, x);

        assertThat(dot(y, sent.values())).isCloseTo(dot(x, sent.backward().apply(y)), within(1e-5));
    }

    @Test
    void actsWhenTheDefinitionSaysSo() {
        var inference = new LocalPrivacy(LocalPrivacy.INFO.schema().read("", Map.of()));
        Map<String, Object> unaware = Map.of("inAttackersTraining", false);
        var reference = new FeatureDropping(FeatureDropping.INFO.schema().read("", unaware));

        assertThat(inference.actsIn(Moment.TRAINING)).isFalse();
        assertThat(inference.actsIn(Moment.TRANSMISSION)).isTrue();
        assertThat(reference.actsIn(Moment.TRAINING)).isTrue();
        assertThat(reference.actsIn(Moment.ATTACKERS_TRAINING)).isFalse();
        assertThat(reference.actsIn(Moment.VALIDATION)).isTrue();
    }

    private static Sent send(FeatureTransform part, ImageShape shape, float[] values) {
        var features = new Features(shape, values, new ImageShape(1, 1, 1), () -> new float[0]);
        return part.apply(features, Moment.TRAINING, new RandomStream(9), new PartState());
    }

    private static FeatureTransform dropping(double rate) {
        return new FeatureDropping(FeatureDropping.INFO.schema().read("", Map.of("rate", rate)));
    }

    private static FeatureTransform topK(double dropped, String form) {
        return new TopK(TopK.INFO.schema().read("", Map.of("dropped", dropped, "form", form)));
    }

    private static FeatureTransform privacy(String mechanism, double epsilon, double clip) {
        var settings = new HashMap<String, Object>(Map.of("mechanism", mechanism, "epsilon", epsilon, "clip", clip));
        return new LocalPrivacy(LocalPrivacy.INFO.schema().read("", settings));
    }

    private static FeatureTransform filter() {
        return new FrequencyFilter(FrequencyFilter.INFO.schema().read("", Map.of()));
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static double meanMagnitude(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .average()
                .orElseThrow();
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }
}
