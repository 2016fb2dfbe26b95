package lab.obscura.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lab.obscura.engine.data.images.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultiScaleSimilarityTest {

    private static final Metric METRIC = new MultiScaleSimilarity();
    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);

    /**
     * Computed by {@code src/test/python/similarity.py} with NumPy in double precision, window by window; the images are those of
     * {@link MetricsTest}, and the mean of both. Two sizes, three, two with a row and a column left over, one (lower than the window),
     * and all five.
     */
    @ParameterizedTest
    @CsvSource({
        "32, 32, 3, 0.42600462789108096, 0.8258119383788816",
        "64, 64, 3, 0.4843686079099803, 0.8510546969337821",
        "23, 47, 1, 0.3520735307692444, 0.8131254392449375",
        "10, 40, 3, 0.232503677989473, 0.7546105158015982",
        "180, 176, 1, 0.41661526625149886, 0.86018961176924"
    })
    void agreesWithAnIndependentComputation(int height, int width, int channels, double apart, double halfWay) {
        var shape = new ImageShape(height, width, channels);
        float[] a = image(shape, 37, 11);
        float[] b = image(shape, 53, 7);
        float[] middle = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            middle[i] = (float) (((double) a[i] + b[i]) / 2);
        }

        assertThat(METRIC.of(a, b, shape)).isCloseTo(apart, within(1e-12));
        assertThat(METRIC.of(a, middle, shape)).isCloseTo(halfWay, within(1e-12));
    }

    @Test
    void anImageLowerThanTheWindowHasItsStructuralSimilarity() {
        var shape = new ImageShape(10, 40, 1);
        float[] a = image(shape, 37, 11);
        float[] b = image(shape, 53, 7);

        assertThat(METRIC.of(a, b, shape)).isCloseTo(new StructuralSimilarity().of(a, b, shape), within(1e-12));
    }

    /** What is like the opposite of the original has a negative term, and a negative number has no root. */
    @Test
    void theOppositeOfAnImageIsNotAlikeAtAll() {
        float[] image = image(SHAPE, 37, 11);
        float[] opposite = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            opposite[i] = 1 - image[i];
        }

        assertThat(METRIC.of(image, opposite, SHAPE)).isZero();
    }

    private static float[] image(ImageShape shape, int step, int start) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (((i * step + start) % 256) / 255.0);
        }
        return values;
    }
}
