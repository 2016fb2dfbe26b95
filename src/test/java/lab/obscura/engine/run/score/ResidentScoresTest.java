package lab.obscura.engine.run.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.metric.MeanSquaredError;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.KeptPictures;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reconstructions that an engine keeps have the scores that they have on the host, and stay where they are. */
class ResidentScoresTest {

    /** Two blocks of 32, and one that is too short for the window over images. */
    private static final int COUNT = 70;

    private static Engine engine;

    @BeforeAll
    static void start() {
        engine = TorchEngine.onCpuAsOnACard();
    }

    @ParameterizedTest
    @CsvSource({
        "32, 32, 3, 70", // two sizes
        "32, 32, 1, 40", // a last block of eight images
        "9, 7, 3, 70", // smaller than the window
        "33, 27, 1, 12", // a last row and column without a partner
        "47, 96, 3, 9", // three sizes, wider than high
        "6, 40, 3, 9", // no window over images, rows and columns
        "1, 1, 1, 3"
    })
    void everyScoreOfNoisyPicturesIsThatOfTheHost(int height, int width, int channels, int count) {
        var shape = new ImageShape(height, width, channels);
        LabeledImages targets = images(shape, count, new RandomStream(1));
        float[] rebuilt = blurred(targets, new RandomStream(2));

        assertSame(targets, rebuilt, mean(targets));
    }

    /** Variances of such pictures are differences of equal numbers. */
    @ParameterizedTest
    @CsvSource({"0, 0", "255, 255", "128, 128", "255, 0", "77, 200"})
    void everyScoreOfConstantPicturesIsThatOfTheHost(int original, int rebuilt) {
        var shape = new ImageShape(24, 23, 3);
        var targets = new LabeledImages(shape, filled(shape, original), new int[8], List.of("one"));
        float[] constant = filled(8 * shape.size(), i -> rebuilt / 255.0);

        assertSame(targets, constant, filled(shape.size(), i -> 0.5));
    }

    @Test
    void onlyScoresComeToTheHost() {
        LabeledImages targets = images(new ImageShape(32, 32, 3), COUNT, new RandomStream(1));
        try (KeptPictures kept = kept(targets.shape(), blurred(targets, new RandomStream(2)))) {
            long copies = HostCopies.count();
            long numbers = HostCopies.numbers();

            Scores.of(targets, Reconstructions.of(kept), mean(targets), engine);

            assertThat(HostCopies.count() - copies).isEqualTo(3);
            assertThat(HostCopies.numbers() - numbers).isEqualTo(2 * 3 * COUNT + COUNT / 32);
        }
    }

    @Test
    void aMetricThatHasToSeeTheImagesSeesThem() {
        LabeledImages targets = images(new ImageShape(8, 8, 3), 5, new RandomStream(1));
        float[] rebuilt = blurred(targets, new RandomStream(2));
        var onHost = new HostComparison(targets, new Reconstructions(targets.shape(), rebuilt), mean(targets));
        List<Metric> metrics = List.of(new LargestDifference(), new MeanSquaredError());
        try (KeptPictures kept = kept(targets.shape(), rebuilt)) {
            var there = new HostComparison(targets, Reconstructions.of(kept), mean(targets));
            PairComparison.Numbers found =
                    new ResidentComparison(there, kept, engine.batchWork().orElseThrow()).numbers(metrics, metrics);

            PairComparison.Numbers expected = onHost.numbers(metrics, metrics);
            assertThat(found.rebuilt().keySet()).containsExactlyElementsOf(metrics);
            assertThat(found.rebuilt().get(metrics.get(0)))
                    .isEqualTo(expected.rebuilt().get(metrics.get(0)));
            assertThat(found.guess().get(metrics.get(0)))
                    .isEqualTo(expected.guess().get(metrics.get(0)));
        }
    }

    /** Known to no engine. */
    private record LargestDifference() implements Metric {

        @Override
        public MetricInfo info() {
            return MeanSquaredError.INFO;
        }

        @Override
        public double of(float[] original, float[] reconstruction, ImageShape shape) {
            double largest = 0;
            for (int i = 0; i < original.length; i++) {
                largest = Math.max(largest, Math.abs(original[i] - reconstruction[i]));
            }
            return largest;
        }
    }

    private static void assertSame(LabeledImages targets, float[] rebuilt, float[] guess) {
        Scores expected = Scores.of(targets, new Reconstructions(targets.shape(), rebuilt), guess, engine);
        try (KeptPictures kept = kept(targets.shape(), rebuilt)) {
            Scores found = Scores.of(targets, Reconstructions.of(kept), guess, engine);

            assertThat(found.perImage().keySet()).containsExactlyElementsOf(ids());
            assertThat(found.perImage())
                    .allSatisfy((id, scores) -> assertThat(scores)
                            .as(id)
                            .containsExactly(expected.perImage().get(id), within(1e-9)));
            assertNear(found.means(), expected.means());
            assertNear(found.guess(), expected.guess());
        }
    }

    private static void assertNear(Map<String, Double> found, Map<String, Double> expected) {
        assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(found).allSatisfy((id, value) -> assertThat(value).as(id).isCloseTo(expected.get(id), within(1e-9)));
    }

    private static List<String> ids() {
        return Metrics.all().stream().map(metric -> metric.info().id()).toList();
    }

    /** In two batches of different lengths, as a decoder hands them out. */
    private static KeptPictures kept(ImageShape shape, float[] pixels) {
        double[] ones = new double[shape.channels()];
        Arrays.fill(ones, 1);
        KeptPictures kept = engine.batchWork().orElseThrow().keepPictures(shape);
        int first = (pixels.length / shape.size() + 1) / 2 * shape.size();
        try (Batch one = Batch.of(Arrays.copyOf(pixels, first), shape);
                Batch other = Batch.of(Arrays.copyOfRange(pixels, first, pixels.length), shape)) {
            kept.add(one, ones, new double[shape.channels()], false);
            kept.add(other, ones, new double[shape.channels()], false);
        }
        return kept;
    }

    private static LabeledImages images(ImageShape shape, int count, RandomStream random) {
        byte[] pixels = new byte[count * shape.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return new LabeledImages(shape, pixels, new int[count], List.of("one"));
    }

    /** Half of the original and half noise; some as good as the original, so that no error is lost in noise. */
    private static float[] blurred(LabeledImages targets, RandomStream random) {
        int size = targets.shape().size();
        return filled(
                targets.count() * size,
                i -> (i / size % 3 == 0 ? 1 : 0.5) * (targets.pixels()[i] & 0xff) / 255
                        + (i / size % 3 == 0 ? 0 : 0.5) * random.nextDouble());
    }

    private static float[] mean(LabeledImages targets) {
        return filled(
                targets.shape().size(), i -> 0.1 + 0.8 * i / targets.shape().size());
    }

    private static float[] filled(int length, IntToDoubleFunction value) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        return values;
    }

    private static byte[] filled(ImageShape shape, int value) {
        byte[] pixels = new byte[8 * shape.size()];
        Arrays.fill(pixels, (byte) value);
        return pixels;
    }
}
