package lab.obscura.engine.attack.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class GinverTest {

    private static final ImageShape IMAGE = new ImageShape(4, 4, 1);
    private static final int COUNT = 2;

    /** {@code a_i · |x − c|²} of image i: its slope along v is {@code 2 a_i (x − c)·v} whatever the distance. */
    private static double[] quadratic(float[] images) {
        double[] losses = new double[COUNT];
        for (int i = 0; i < images.length; i++) {
            int image = i / IMAGE.size();
            losses[image] += (image + 1) * (images[i] - 0.2) * (images[i] - 0.2);
        }
        return losses;
    }

    private static double derivative(float[] images, int place) {
        return 2 * (place / IMAGE.size() + 1) * (images[place] - 0.2);
    }

    @Test
    void oneDirectionGivesTheSlopeAlongIt() {
        float[] images = new RandomStream(1).gaussians(COUNT * IMAGE.size(), 1);

        float[] gradient =
                new RandomDirections(1, 0.1).gradient(images, k -> GinverTest::quadratic, new RandomStream(2));

        float[] direction = new RandomStream(2).gaussians(images.length, 1);
        float[] expected = new float[images.length];
        for (int i = 0; i < images.length; i++) {
            int from = i / IMAGE.size() * IMAGE.size();
            double slope = 0;
            for (int j = from; j < from + IMAGE.size(); j++) {
                slope += derivative(images, j) * direction[j];
            }
            expected[i] = (float) (slope * direction[i]);
        }
        assertThat(gradient).containsExactly(expected, within(2e-3f));
    }

    @Test
    void manyDirectionsGiveTheGradient() {
        float[] images = new RandomStream(1).gaussians(COUNT * IMAGE.size(), 1);
        double[] expected = new double[images.length];
        for (int i = 0; i < images.length; i++) {
            expected[i] = derivative(images, i);
        }

        float[] gradient =
                new RandomDirections(20_000, 0.1).gradient(images, k -> GinverTest::quadratic, new RandomStream(3));

        // The spread is sqrt(17 / 20 000) = 0.03 of the gradient.
        assertThat(relativeError(gradient, expected)).isLessThan(0.1);
    }

    @Test
    void everyQuestionIsAskedOnce() {
        var numbers = new ArrayList<Integer>();

        new RandomDirections(3, 0.1)
                .gradient(
                        new float[COUNT * IMAGE.size()],
                        k -> {
                            numbers.add(k);
                            return GinverTest::quadratic;
                        },
                        new RandomStream(3));

        assertThat(numbers).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void theGradientAtDrawnImagesAgreesWithFiniteDifferences() {
        var engine = Dl4jEngine.create();
        NetworkSpec edge = Layers.sequence(Convolution.of(1, 2, 3, NetworkSpec.Init.KAIMING_UNIFORM), Layers.sigmoid());
        NetworkSpec drawing =
                Layers.sequence(Convolution.of(2, 1, 3, NetworkSpec.Init.KAIMING_UNIFORM), Layers.sigmoid());
        ImageShape feature = edge.output(IMAGE);
        float[] received = new RandomStream(5).gaussians(COUNT * feature.size(), 1);
        float[] images = new RandomStream(6).gaussians(COUNT * IMAGE.size(), 1);
        try (var encoder = new WhiteBoxEncoder(new FrozenNetwork(List.of(engine.build(edge, IMAGE, Seeds.of(4)))));
                Network generator = engine.build(drawing, feature, Seeds.of(5))) {
            var step = new GinverStep(
                    generator,
                    FeatureDistance.through(encoder),
                    new SentFeatures(feature, received),
                    0.3,
                    Seeds.of(6),
                    Optional.empty());

            float[] gradient = step.loss(images, received, 0).gradient();

            double[] expected =
                    differences(images, at -> step.loss(at, received, 0).loss());
            assertThat(relativeError(gradient, expected)).isLessThan(0.01);
        }
    }

    private static double[] differences(float[] at, ToDoubleFunction<float[]> value) {
        float step = 1e-2f;
        double[] differences = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            float here = at[i];
            at[i] = here + step;
            double above = value.applyAsDouble(at);
            at[i] = here - step;
            double below = value.applyAsDouble(at);
            at[i] = here;
            differences[i] = (above - below) / (2 * step);
        }
        return differences;
    }

    private static double relativeError(float[] gradient, double[] expected) {
        double distance = 0;
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            distance += (gradient[i] - expected[i]) * (gradient[i] - expected[i]);
            squares += expected[i] * expected[i];
        }
        return Math.sqrt(distance / squares);
    }
}
