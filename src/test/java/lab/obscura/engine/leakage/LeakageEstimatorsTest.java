package lab.obscura.engine.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import lab.obscura.contract.WorkedExamples;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Info;
import org.junit.jupiter.api.Test;

class LeakageEstimatorsTest {

    private static final RunContext QUIET = RunContext.of(event -> {}, () -> false);

    @Test
    void distanceCorrelationOfThreePointsIsWhatPaperAndPencilGive() {
        // x = 0, 1, 2 and z = 0, 1, 0: doubly centered sums 72/81, 360/81 and 144/81, so (B) is 72 / sqrt(360 · 144).
        var forms = DistanceCorrelationEstimator.of(new float[][] {{0}, {1}, {2}}, new float[][] {{0}, {1}, {0}});

        assertThat(forms.siftFunnel()).isCloseTo(72 / Math.sqrt(360.0 * 144), within(1e-3));
        assertThat(forms.noPeek() * forms.noPeek()).isCloseTo(forms.siftFunnel(), within(1e-3));
    }

    @Test
    void whatIsOnlyScaledIsWhollyCorrelated() {
        float[][] x = samples(20, 3, 1);
        float[][] z = java.util.Arrays.stream(x)
                .map(row -> new float[] {-2 * row[0], -2 * row[1], -2 * row[2]})
                .toArray(float[][]::new);

        assertThat(DistanceCorrelationEstimator.of(x, z).siftFunnel()).isCloseTo(1, within(1e-3));
    }

    @Test
    void independentDataStillLookCorrelatedWhenTheyAreFew() {
        double few = DistanceCorrelationEstimator.of(samples(20, 3, 1), samples(20, 3, 2))
                .siftFunnel();
        double many = DistanceCorrelationEstimator.of(samples(400, 3, 1), samples(400, 3, 2))
                .siftFunnel();

        assertThat(few).isGreaterThan(0.05);
        assertThat(many).isLessThan(few);
    }

    @Test
    void histogramEntropyOfAnEvenSpreadIsTheLogarithmOfTheBins() {
        float[] values = new float[512];
        IntStream.range(0, 512).forEach(i -> values[i] = i / 2);

        assertThat(FeatureEntropy.histogram(values, 1)).isCloseTo(Math.log(256), within(1e-9));
        assertThat(FeatureEntropy.histogram(new float[10], 1)).isZero();
    }

    @Test
    void theAlarmRingsWhenAnErrorIsSmallerThanCanBe() {
        double[] errors = {0.010, 0.012, 0.011, 0.009};

        assertThat(ConditionalEntropyFactor.contradicts(0.02, errors)).isTrue();
        assertThat(ConditionalEntropyFactor.contradicts(0.011, errors)).isFalse();
        assertThat(ConditionalEntropyFactor.contradicts(0.001, errors)).isFalse();
    }

    @Test
    void theFactorIsLeftOutWhereAClassHasASingleImage() {
        var factor = factor(Map.of());

        assertThat(factor.lack(features(0, 0, 1, 1))).isEmpty();
        assertThat(factor.lack(features(0, 0, 0, 0))).isEmpty();
        assertThat(factor.lack(features(0, 0, 0, 1)))
                .contains(
                        "it needs 2 test images or more of every class that has any, was 1 of second; raise dataset.testLimit");
    }

    @Test
    void theEstimateOfTheSmallestErrorNeedsTenImagesPerValue() {
        var gaussian = factor(Map.of("inputEntropy", "gaussian"));
        var few = features(new int[19]);
        var enough = features(new int[20]);

        assertThat(gaussian.omissions(few)).singleElement().asString().contains("bound.mseEstimate", "20", "was 19");
        assertThat(gaussian.of(few, QUIET)).doesNotContainKey("bound.mseEstimate");
        assertThat(gaussian.omissions(enough)).isEmpty();
        assertThat(gaussian.of(enough, QUIET))
                .containsKey("bound.mseEstimate")
                .containsEntry("bound.mseEstimate.images", 20.0);
        assertThat(factor(Map.of()).omissions(few)).isEmpty();
    }

    @Test
    void theEstimatorOfTheGuideTellsClassesThatLieApart() {
        var example = WorkedExamples.of(LeakageEstimator.class).get(0);
        Info info = WorkedExamples.info(example);
        LeakageEstimator spread = WorkedExamples.make(example, info.schema().read("", Map.of()));

        assertThat(spread.of(withFeatures(new float[] {0, 1, 4, 5}, 0, 0, 1, 1), QUIET))
                .containsExactly(Map.entry("features.classSpread", 1 / ((1 + 16 + 25 + 9 + 16 + 1) / 6.0)));
        assertThat(spread.of(withFeatures(new float[] {0, 1}, 0, 1), QUIET)).isEmpty();
    }

    private static ConditionalEntropyFactor factor(Map<String, Object> settings) {
        return new ConditionalEntropyFactor(
                ConditionalEntropyFactor.INFO.schema().read("", settings));
    }

    /** Images of two values with these labels, and features of one. */
    private static MeasuredFeatures features(int... labels) {
        return withFeatures(new RandomStream(2).gaussians(labels.length, 1), labels);
    }

    private static MeasuredFeatures withFeatures(float[] clean, int... labels) {
        byte[] pixels = new byte[2 * labels.length];
        new Random(1).nextBytes(pixels);
        var images = new LabeledImages(new ImageShape(1, 2, 1), pixels, labels, List.of("first", "second"));
        var part = new MeasuredFeatures.Part(images, clean, clean);
        return new MeasuredFeatures(
                new ImageShape(1, 1, 1), part, part, 0.1, List.of(), Dl4jEngine.create(), Seeds.of(1));
    }

    private static float[][] samples(int count, int size, long seed) {
        var random = new RandomStream(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> random.gaussians(size, 1))
                .toArray(float[][]::new);
    }
}
