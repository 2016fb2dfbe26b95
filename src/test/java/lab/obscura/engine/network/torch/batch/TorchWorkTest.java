package lab.obscura.engine.network.torch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.Augmentation.Variation;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.network.batch.KeptCenters;
import lab.obscura.engine.network.batch.KeptImages;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.training.CrossEntropy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with batches in libtorch's memory, beside the same in Java. */
class TorchWorkTest {

    private static final ImageShape IMAGE = new ImageShape(9, 7, 3);
    private static final int IMAGES = 40;

    private static ResidentWork work;

    @BeforeAll
    static void start() {
        work = TorchEngine.onCpuAsOnACard().batchWork().orElseThrow();
    }

    @Test
    void sumsAreThoseOfFloatsAddedInTheirOrder() {
        var shape = new ImageShape(2, 3, 5);
        float[] values = new RandomStream(1).gaussians(4 * shape.size(), 1);
        float[] first = new RandomStream(2).gaussians(values.length, 1);
        float[] second = new RandomStream(3).gaussians(values.length, 1e-4);
        float[] expected = values.clone();
        for (int i = 0; i < expected.length; i++) {
            expected[i] = expected[i] + first[i] + second[i];
        }

        try (Batch batch = Batch.of(values, shape);
                Batch sum = work.plus(batch, List.of(first, second));
                Batch more = work.plus(sum, List.of())) {
            assertThat(sum.shape()).isEqualTo(shape);
            assertThat(sum.count()).isEqualTo(4);
            assertThat(sum.values()).isEqualTo(expected);
            assertThat(more.values()).isEqualTo(expected);
            assertThat(batch.values()).isEqualTo(values);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 3", "0.1, 0.25, 3", "-0.3, 1, 3", "-0.3, 2, 40"})
    void crossEntropyIsThatOfJava(double smoothing, double weight, double spread) {
        int[] labels = IntStream.range(0, 24).map(i -> i * 7 % 10).toArray();
        float[] logits = new RandomStream(4).gaussians(labels.length * 10, spread);
        CrossEntropy.Result expected = CrossEntropy.of(logits, labels, smoothing);

        try (Batch batch = Batch.of(logits, new ImageShape(1, 1, 10))) {
            BatchLoss found = work.crossEntropy(batch, labels, smoothing, weight);
            try (Batch gradient = found.gradient()) {
                assertThat(found.numbers().loss()).isCloseTo(expected.loss(), within(1e-6 * Math.abs(expected.loss())));
                assertThat(found.numbers().correct()).isEqualTo(expected.correct());
                assertThat(largestDifference(gradient.values(), times(expected.gradient(), weight)))
                        .isLessThan(1e-8);
            }
        }
    }

    @Test
    void theSquaredErrorIsThatOfJava() {
        var shape = new ImageShape(4, 3, 2);
        float[] drawn = new RandomStream(7).gaussians(5 * shape.size(), 1);
        float[] wanted = new RandomStream(8).gaussians(drawn.length, 1);
        double sum = 0;
        float[] expected = new float[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            double difference = drawn[i] - wanted[i];
            sum += difference * difference;
            expected[i] = (float) (2 * difference / drawn.length);
        }

        try (Batch batch = Batch.of(drawn, shape)) {
            BatchLoss found = work.squaredError(batch, wanted);
            try (Batch gradient = found.gradient()) {
                assertThat(found.numbers().loss()).isCloseTo(sum / drawn.length, within(1e-6));
                assertThat(largestDifference(gradient.values(), expected)).isLessThan(1e-8);
            }
        }
    }

    @Test
    void examplesAreComparedWithTheirOwnCenters() {
        var shape = new ImageShape(1, 2, 1);
        float[] centers = {0, 0, 3, 4, 1, 1};
        try (Batch batch = Batch.of(new float[] {0, 0, 6, 8, 2, 2}, shape);
                KeptCenters kept = work.keepCenters(centers, 2)) {
            assertThat(kept.squaredDistances(batch, new int[] {0, 1, -1}, 2)).containsExactly(0, 25, 25, 74, 0, 0);
            try (Batch pulls = kept.pulls(batch, new int[] {2, 1, -1}, new float[] {2, 10, 5})) {
                assertThat(pulls.shape()).isEqualTo(shape);
                assertThat(pulls.values()).containsExactly(-2, -2, 30, 40, 0, 0);
            }
        }
    }

    @Test
    void oneCopyReadsAllLossesThatNobodyAskedForYet() {
        try (Batch logits = Batch.of(new RandomStream(5).gaussians(6 * 4, 1), new ImageShape(1, 1, 4))) {
            int[] labels = {0, 1, 2, 3, 0, 1};
            long before = HostCopies.count();
            List<BatchLoss> losses = IntStream.range(0, 5)
                    .mapToObj(i -> work.crossEntropy(logits, labels, 0, 1))
                    .toList();
            assertThat(HostCopies.count() - before).isZero();

            double first = losses.get(0).numbers().loss();
            double last = losses.get(4).numbers().loss();

            assertThat(last).isEqualTo(first);
            assertThat(HostCopies.count() - before).isEqualTo(1);
            losses.forEach(loss -> loss.gradient().close());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "crop", "flip", "crop-flip"})
    void windowsAndFlipsAreThoseOfTheHostToTheBit(String name) {
        assertThat(kept(name)).isEqualTo(written(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate", "flip-rotate", "crop-flip-rotate"})
    void rotationsAreThoseOfTheHostButForRounding(String name) {
        assertThat(largestDifference(kept(name), written(name))).isLessThan(1e-5);
    }

    private static float[] kept(String name) {
        long before = HostCopies.count();
        try (KeptImages images = work.keep(images()).orElseThrow();
                Batch batch = images.batch(variations(name))) {
            assertThat(HostCopies.count()).isEqualTo(before);
            assertThat(batch.shape()).isEqualTo(IMAGE);
            return batch.values();
        }
    }

    private static float[] written(String name) {
        List<Variation> variations = variations(name);
        float[] expected = new float[variations.size() * IMAGE.size()];
        for (int i = 0; i < variations.size(); i++) {
            Augmentation.write(images(), variations.get(i), expected, i * IMAGE.size());
        }
        return expected;
    }

    /** In another order than the images'. */
    private static List<Variation> variations(String name) {
        Augmentation augmentation = Augmentation.named(name).orElseThrow();
        return IntStream.range(0, IMAGES)
                .mapToObj(i -> augmentation.drawn(i * 7 % IMAGES, new RandomStream(i)))
                .toList();
    }

    private static LabeledImages images() {
        var random = new RandomStream(6);
        byte[] pixels = new byte[IMAGES * IMAGE.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return new LabeledImages(IMAGE, pixels, new int[IMAGES], List.of("one"));
    }

    private static float[] times(float[] values, double factor) {
        float[] product = values.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= (float) factor;
        }
        return product;
    }

    private static double largestDifference(float[] a, float[] b) {
        assertThat(a).hasSameSizeAs(b);
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElseThrow();
    }
}
