package lab.obscura.engine.attack.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gradients that a search for images follows are those of its loss. */
class InversionGradientTest {

    private static final ImageShape IMAGE = new ImageShape(4, 5, 3);

    @ParameterizedTest
    @EnumSource(TotalVariation.Form.class)
    void totalVariationsGradientAgreesWithFiniteDifferences(TotalVariation.Form form) {
        var variation = new TotalVariation(IMAGE, form);
        float[] images = new RandomStream(1).gaussians(3 * IMAGE.size(), 1);
        float[] gradient = new float[images.length];
        variation.addGradient(images, IMAGE.size(), 2, 1.5, gradient);

        ToDoubleFunction<float[]> value =
                at -> variation.addGradient(at, IMAGE.size(), 2, 1.5, new float[images.length]);

        assertThat(relativeError(gradient, derivatives(images, value, 1e-2f))).isLessThan(1e-3);
    }

    @Test
    void totalVariationIsTheMeanSquaredStep() {
        var variation = new TotalVariation(new ImageShape(2, 2, 1), TotalVariation.Form.SQUARED);

        double value = variation.addGradient(new float[] {0, 1, 3, 3}, 0, 1, 1, new float[4]);

        assertThat(value).isCloseTo((9 + 4) / 2.0 + (1 + 0) / 2.0, within(1e-12));
    }

    @Test
    void theGradientGoesBackThroughSeveralNetworksTransformsAndNormalisation() {
        var engine = Dl4jEngine.create();
        var normal = new ChannelAffine(List.of(0.4, 0.5, 0.6), List.of(0.2, 0.25, 0.3));
        var first = new Sequence(List.of(
                normal,
                new Convolution(3, 4, 3, 1, 1, true, NetworkSpec.Init.KAIMING_UNIFORM),
                new Activation(NetworkSpec.Function.TANH)));
        var second = new Sequence(List.of(
                BatchNorm.of(4),
                new Convolution(4, 2, 3, 2, 1, true, NetworkSpec.Init.KAIMING_UNIFORM),
                new Activation(NetworkSpec.Function.SIGMOID)));
        Network edge = engine.build(first, IMAGE, Seeds.of(1));
        Network rest = engine.build(second, first.output(IMAGE), Seeds.of(2));
        float[] pixels = new RandomStream(3).gaussians(2 * IMAGE.size(), 0.3);
        float[] direction = new RandomStream(4)
                .gaussians(2 * second.output(first.output(IMAGE)).size(), 1);

        try (var encoder =
                new WhiteBoxEncoder(new FrozenNetwork(List.of(edge, rest)), (clean, draw) -> doubled(clean.values()))) {
            encoder.sent(pixels, 2, Seeds.of(0));
            float[] gradient = encoder.gradient(direction);

            double[] derivatives = derivatives(pixels, at -> dot(encoder.sent(at, 2, Seeds.of(0)), direction), 1e-2f);
            assertThat(relativeError(gradient, derivatives)).isLessThan(5e-3); // float32 differences
        }
    }

    @Test
    void thePixelOptimizerFollowsPyTorchsAdam() {
        var optimizer = new PixelOptimizer(new OptimizerStep.Adam(0.1, 0.9, 0.999, 1e-8, 0, true), 1);
        float[] value = {1};

        optimizer.step(value, new float[] {2});
        optimizer.step(value, new float[] {-1});

        // By hand: the first step is the rate; m = 0.08 / 0.19, largest v = 0.004996 / 0.001999.
        assertThat(value[0])
                .isCloseTo((float) (0.9 - 0.1 * (0.08 / 0.19) / Math.sqrt(0.004996 / 0.001999)), within(1e-6f));
    }

    @Test
    void scalingPixelsAndBackChangesNothing() {
        var scale = PixelScale.of(new Normalization(List.of(0.1, 0.2, 0.3), List.of(0.5, 0.6, 0.7)))
                .with(PixelScale.Range.CLAMPED);
        float[] pixels = {0.25f, 0.5f, 0.75f};

        assertThat(scale.pixels(scale.scaled(pixels))).containsExactly(pixels, within(1e-6f));
    }

    private static Sent doubled(float[] values) {
        return new Sent(times2(values), InversionGradientTest::times2);
    }

    private static float[] times2(float[] values) {
        float[] twice = new float[values.length];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = 2 * values[i];
        }
        return twice;
    }

    private static double[] derivatives(float[] at, ToDoubleFunction<float[]> value, float step) {
        double[] derivatives = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            float here = at[i];
            at[i] = here + step;
            double above = value.applyAsDouble(at);
            at[i] = here - step;
            double below = value.applyAsDouble(at);
            at[i] = here;
            derivatives[i] = (above - below) / (2 * step);
        }
        return derivatives;
    }

    private static double relativeError(float[] gradient, double[] derivatives) {
        double distance = 0;
        double squares = 0;
        for (int i = 0; i < derivatives.length; i++) {
            distance += (gradient[i] - derivatives[i]) * (gradient[i] - derivatives[i]);
            squares += derivatives[i] * derivatives[i];
        }
        return Math.sqrt(distance / squares);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
