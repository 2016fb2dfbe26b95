package lab.obscura.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;

class SimilarityGradientTest {

    private static final ImageShape SHAPE = new ImageShape(9, 7, 2);

    @Test
    void theValueIsThatOfTheMetric() {
        double[] original = image(1);
        double[] rebuilt = image(2);

        double metric = new StructuralSimilarity().of(floats(original), floats(rebuilt), SHAPE);

        assertThat(SimilarityGradient.of(original, rebuilt, SHAPE).value()).isCloseTo(metric, within(1e-6));
    }

    @Test
    void theGradientAgreesWithFiniteDifferences() {
        double[] original = image(1);
        double[] rebuilt = image(2);
        double[] gradient = SimilarityGradient.of(original, rebuilt, SHAPE).gradient();

        assertThat(IntStream.range(0, rebuilt.length)).allSatisfy(i -> {
            double here = rebuilt[i];
            rebuilt[i] = here + 1e-5;
            double above = SimilarityGradient.of(original, rebuilt, SHAPE).value();
            rebuilt[i] = here - 1e-5;
            double below = SimilarityGradient.of(original, rebuilt, SHAPE).value();
            rebuilt[i] = here;
            double derivative = (above - below) / 2e-5;
            assertThat(gradient[i]).isCloseTo(derivative, within(1e-3 * Math.abs(derivative) + 1e-9));
        });
    }

    @Test
    void imagesThatAreEqualCannotBecomeMoreAlike() {
        double[] image = image(3);

        var derivative = SimilarityGradient.of(image, image.clone(), SHAPE);

        assertThat(derivative.value()).isCloseTo(1, within(1e-12));
        assertThat(derivative.gradient()).containsExactly(new double[image.length], within(1e-9));
    }

    private static double[] image(long seed) {
        var random = new RandomStream(seed);
        double[] image = new double[SHAPE.size()];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextDouble();
        }
        return image;
    }

    private static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
