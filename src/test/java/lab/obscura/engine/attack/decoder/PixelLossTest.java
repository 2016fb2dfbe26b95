package lab.obscura.engine.attack.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.metric.StructuralSimilarity;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two images of 9 × 7 pixels and two channels, against loops over them and against finite differences. */
class PixelLossTest {

    private static final ImageShape SHAPE = new ImageShape(9, 7, 2);
    private static final int SIZE = SHAPE.size();

    private final float[] target = drawn(3);
    private final float[] output = drawn(4);

    @Test
    void theSquaredAndTheAbsoluteErrorAreMeansOverAllValues() {
        double squares = 0;
        double distances = 0;
        for (int i = 0; i < output.length; i++) {
            squares += ((double) output[i] - target[i]) * ((double) output[i] - target[i]);
            distances += Math.abs((double) output[i] - target[i]);
        }

        assertThat(value(PixelLoss.MSE, output)).isCloseTo(squares / output.length, within(1e-7));
        assertThat(value(PixelLoss.L1, output)).isCloseTo(distances / output.length, within(1e-7));
    }

    @Test
    void theSimilarityIsTheMetricsMeanOverTheImages() {
        var metric = new StructuralSimilarity();
        double likeness = 0;
        for (int image = 0; image < 2; image++) {
            float[] original = Arrays.copyOfRange(target, image * SIZE, (image + 1) * SIZE);
            float[] rebuilt = Arrays.copyOfRange(output, image * SIZE, (image + 1) * SIZE);
            likeness += metric.of(original, rebuilt, SHAPE) / 2;
        }

        assertThat(value(PixelLoss.SSIM, output)).isCloseTo(1 - likeness, within(1e-9));
        assertThat(value(PixelLoss.MSE_SSIM, output))
                .isCloseTo(1 - likeness + value(PixelLoss.MSE, output), within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostOnThePictureItself(PixelLoss loss) {
        assertThat(value(loss, target.clone())).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void theGradientAgreesWithFiniteDifferences(PixelLoss loss) {
        float[] gradient = new float[output.length];
        loss.add(output, target, SHAPE, gradient);

        double[] expected = IntStream.range(0, output.length)
                .mapToDouble(place -> slope(loss, place))
                .toArray();
        double[] came = IntStream.range(0, output.length)
                .mapToDouble(place -> gradient[place])
                .toArray();

        assertThat(came).containsExactly(expected, within(1e-5));
        assertThat(norm(gradient)).isGreaterThan(3e-3);
    }

    /** Central difference. */
    private double slope(PixelLoss loss, int place) {
        float here = output[place];
        output[place] = here + 1e-3f;
        double above = value(loss, output);
        double up = output[place];
        output[place] = here - 1e-3f;
        double below = value(loss, output);
        double step = up - output[place];
        output[place] = here;
        return (above - below) / step;
    }

    private static double norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    private static double value(PixelLoss loss, float[] output) {
        return loss.add(output, PixelLossTest.drawn(3), SHAPE, new float[output.length]);
    }

    /** Between 0.1 and 0.9, and no two streams near each other, so that no difference changes its sign. */
    private static float[] drawn(int seed) {
        var random = new RandomStream(seed);
        float[] values = new float[2 * SIZE];
        for (int i = 0; i < values.length; i++) {
            double side = seed % 2 == 0 ? 0.02 : 0;
            values[i] = (float) (0.1 + side + 0.08 * Math.floor(10 * random.nextDouble()));
        }
        return values;
    }
}
