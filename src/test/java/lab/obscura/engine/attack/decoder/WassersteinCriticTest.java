package lab.obscura.engine.attack.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.decoder.Critics;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WassersteinCriticTest {

    private static final ImageShape IMAGE = new ImageShape(4, 4, 1);
    private static final int COUNT = 3;
    private static final double WEIGHT = 10;

    /** Smooth, so that differences of it are what derivatives are; two scores for each image. */
    private static Network smooth() {
        var init = NetworkSpec.Init.KAIMING_UNIFORM;
        NetworkSpec spec = Layers.sequence(
                Convolution.of(1, 2, 3, init),
                new Activation(NetworkSpec.Function.TANH),
                new Convolution(2, 1, 3, 1, 0, true, init));
        return Dl4jEngine.create().build(spec, IMAGE, Seeds.of(1));
    }

    @Test
    void thePenaltyIsWrittenOutFromGradientsAtTheImages() {
        try (Network network = smooth()) {
            var critic = new WassersteinCritic(network, WEIGHT);
            float[] images = images(2);

            double penalty = critic.addPenalty(images);

            // the gradient of each image's mean score, by central differences of the mean score itself
            double expected = 0;
            for (int i = 0; i < COUNT; i++) {
                double squares = 0;
                for (int p = 0; p < IMAGE.size(); p++) {
                    int place = i * IMAGE.size() + p;
                    int image = i;
                    double slope = slope(images, place, () -> critic.scores(images)[image]);
                    squares += slope * slope;
                }
                expected += WEIGHT * (Math.sqrt(squares) - 1) * (Math.sqrt(squares) - 1) / COUNT;
            }
            assertThat(penalty).isCloseTo(expected, within(0.003 * expected));
        }
    }

    @Test
    void theGradientOfThePenaltyAgreesWithFiniteDifferencesOfIt() {
        try (Network network = smooth()) {
            var critic = new WassersteinCritic(network, WEIGHT);
            float[] images = images(2);
            network.gradients().clear();
            critic.addPenalty(images);
            compare(network, () -> critic.addPenalty(images));
        }
    }

    @Test
    void theGradientOfTheWholeLossAgreesWithFiniteDifferences() {
        try (Network network = smooth()) {
            var critic = new WassersteinCritic(network, 0.5);
            float[] real = images(3);
            float[] drawn = images(4);
            DoubleSupplier loss = () -> critic.addGradient(real, drawn, new RandomStream(5));
            network.gradients().clear();
            loss.getAsDouble();
            compare(network, loss);
        }
    }

    @Test
    void theDecoderIsPulledTowardsHigherScores() {
        try (Network network = smooth()) {
            var critic = new WassersteinCritic(network, WEIGHT);
            float[] drawn = images(6);

            float[] gradient = critic.gradientAtDrawn(drawn);

            float[] expected = new float[drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                expected[i] = (float) slope(
                        drawn,
                        i,
                        () -> -Arrays.stream(critic.scores(drawn)).average().orElseThrow());
            }
            assertThat(gradient).containsExactly(expected, within(2e-4f));
        }
    }

    /** Real images are brighter; a few steps, and the critic says so. */
    @Test
    void learnsToTellRealFromDrawn() {
        var image = new ImageShape(8, 8, 1);
        try (Network network = Dl4jEngine.create().build(Critics.of(image, 4), image, Seeds.of(1))) {
            var critic = new WassersteinCritic(network, WEIGHT);
            float[] real = new RandomStream(7).gaussians(16 * 64, 0.1);
            float[] drawn = new RandomStream(8).gaussians(16 * 64, 0.1);
            for (int i = 0; i < real.length; i++) {
                real[i] += 0.7f;
                drawn[i] += 0.3f;
            }
            var how = OptimizerStep.Adam.of(5e-3, 0).withBetas(0.5, 0.999);
            for (int step = 0; step < 60; step++) {
                critic.step(real, drawn, new RandomStream(step), how);
            }

            // 64 pixels, 0.4 apart: a critic of slope 1 tells 3.2 between them
            double apart = critic.scores(real)[0] - critic.scores(drawn)[0];
            assertThat(apart).isBetween(1.0, 10.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"32x32x3, 1x1x1", "64x64x3, 5x5x1", "16x16x3, 1x1x1", "8x8x1, 1x1x1", "28x28x1, 4x4x1", "3x5x1, 1x3x1"})
    void everyImageGetsScores(String image, String scores) {
        var shape = ImageShape.parse(image);

        assertThat(Critics.of(shape, 2).output(shape)).hasToString(scores);
    }

    @Test
    void thePublishedCriticHasItsParameters() {
        // C(3,64,5), C(64,128,5) + 2·128, C(128,256,5) + 2·256, C(256,1,4)
        long published = 4864 + 204928 + 256 + 819456 + 512 + 4097;
        assertThat(Critics.of(new ImageShape(32, 32, 3), 64).parameterCount()).isEqualTo(published);
    }

    private static float[] images(int seed) {
        return new RandomStream(seed).gaussians(COUNT * IMAGE.size(), 0.5);
    }

    private static double slope(float[] values, int place, DoubleSupplier value) {
        float step = 1e-2f;
        float here = values[place];
        values[place] = here + step;
        double above = value.getAsDouble();
        values[place] = here - step;
        double below = value.getAsDouble();
        values[place] = here;
        return (above - below) / (2 * step);
    }

    /** All that the network's gradients hold with central differences by each parameter. */
    private static void compare(Network network, DoubleSupplier loss) {
        Map<String, Tensor> tensors = network.state().learned().tensors();
        double distance = 0;
        double squares = 0;
        var gradients = new LinkedHashMap<String, float[]>();
        tensors.keySet().forEach(name -> gradients.put(name, network.gradients().of(name)));
        for (var entry : tensors.entrySet()) {
            float[] values = entry.getValue().values().clone();
            for (int i = 0; i < values.length; i++) {
                double slope = slope(values, i, () -> {
                    var changed = new LinkedHashMap<>(tensors);
                    changed.put(entry.getKey(), new Tensor(entry.getValue().shape(), values));
                    network.load(new NetworkState(changed));
                    return loss.getAsDouble();
                });
                double gradient = gradients.get(entry.getKey())[i];
                distance += (gradient - slope) * (gradient - slope);
                squares += slope * slope;
            }
        }
        assertThat(squares).isPositive();
        assertThat(Math.sqrt(distance / squares)).isLessThan(0.01);
    }
}
