package lab.obscura.engine.defense.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.TestEngine;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise.GaussianSample;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The code in front of the classifier: its layers, its draw and what it pays. */
class MidTest {

    /** By integrating the definition, {@code ∫ p log(p/q)}, over the line. */
    @ParameterizedTest
    @CsvSource({"0, 5", "1.3, 5.5", "-2, 3", "0.4, 9"})
    void theDivergenceIsItsIntegral(float mean, float spread) {
        double deviation = Math.log(1 + Math.exp(spread - 5));
        double width = deviation / 500;
        double integral = 0;
        for (double x = mean - 12 * deviation; x < mean + 12 * deviation; x += width) {
            double logP = -(x - mean) * (x - mean) / (2 * deviation * deviation) - Math.log(deviation);
            double logQ = -x * x / 2;
            integral += width * Math.exp(logP) / Math.sqrt(2 * Math.PI) * (logP - logQ);
        }

        var code = GaussianCode.of(new float[] {mean, mean, spread, spread, mean, mean, spread, spread}, 2, 2);

        assertThat(code.value()).isCloseTo(2 * integral, within(1e-6 * (1 + integral)));
    }

    @Test
    void theGradientIsTheSlopeAlsoForDeviationsNearZero() {
        float[] pairs = {0.3f, -1.2f, 2, 5.5f, -9, 30, 0.7f, 1, 0, 4, 8, -2};
        double[] gradient = GaussianCode.of(pairs, 3, 2).gradient();
        assertThat(IntStream.range(0, pairs.length)).allSatisfy(i -> {
            float here = pairs[i];
            pairs[i] = here + 0.01f;
            double above = GaussianCode.of(pairs, 3, 2).value();
            pairs[i] = here - 0.01f;
            double below = GaussianCode.of(pairs, 3, 2).value();
            pairs[i] = here;
            assertThat(gradient[i]).isCloseTo((above - below) / 0.02, within(2e-3));
        });
        assertThat(GaussianCode.of(new float[] {0, -1e6f}, 1, 1).gradient()[1]).isFinite();
    }

    /** Draws of one network input: their mean is μ, their deviation softplus(s − 5). */
    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void theLayerDrawsFromWhatItIsGiven(TestEngine engine) {
        int images = 20_000;
        float[] pairs = new float[images * 4];
        for (int i = 0; i < images; i++) {
            System.arraycopy(new float[] {0.5f, -2, 5, 7}, 0, pairs, 4 * i, 4);
        }
        try (Network network = engine.create()
                .build(Layers.sequence(new GaussianSample(false)), new ImageShape(1, 1, 4), Seeds.of(1))) {
            var input = Batch.of(pairs, new ImageShape(1, 1, 4));
            float[] drawn = network.forward(input, Pass.train(Seeds.of(2))).values();
            float[] mean = network.forward(input, Pass.eval()).values();

            assertThat(mean).startsWith(0.5f, -2, 0.5f, -2);
            assertThat(moment(drawn, 0, 0.5, 1)).isCloseTo(0, within(0.02));
            assertThat(Math.sqrt(moment(drawn, 0, 0.5, 2))).isCloseTo(Math.log(2), within(0.015));
            assertThat(moment(drawn, 1, -2, 1)).isCloseTo(0, within(0.06));
            assertThat(Math.sqrt(moment(drawn, 1, -2, 2))).isCloseTo(Math.log(1 + Math.exp(2)), within(0.045));
        }
    }

    private static double moment(float[] drawn, int channel, double about, int power) {
        double sum = 0;
        for (int i = channel; i < drawn.length; i += 2) {
            sum += Math.pow(drawn[i] - about, power);
        }
        return sum / (drawn.length / 2.0);
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void inUseItDrawsOnlyWhereItIsTold(TestEngine engine) {
        var image = new ImageShape(1, 1, 6);
        var input = Batch.of(new RandomStream(3).gaussians(24, 3), new ImageShape(1, 1, 6));
        try (Network drawing = engine.create().build(Layers.sequence(new GaussianSample(true)), image, Seeds.of(1));
                Network still = engine.create().build(Layers.sequence(new GaussianSample(false)), image, Seeds.of(1))) {
            float[] drawn = drawing.forward(input, Pass.eval()).values();
            float[] again = drawing.forward(input, Pass.eval()).values();
            float[] means = still.forward(input, Pass.eval()).values();

            assertThat(drawn).isEqualTo(again).isNotEqualTo(means);
        }
    }

    @Test
    void theCodeHasHalfTheValuesAndTheFirstDenseLayerTakesIt() {
        assertThat(Backbones.all()).allSatisfy(backbone -> {
            SplitSpec before = split(backbone);
            SplitSpec after = mid().reshape(before);

            List<NetworkSpec> tail =
                    after.segments().get(after.places().indexOf("mid")).list();
            int size = ((Dense) tail.get(0)).in();
            assertThat(tail).containsExactly(Dense.of(size, size / 2 * 2, NetworkSpec.Init.KAIMING_UNIFORM));
            assertThat(after.edge()).isEqualTo(before.edge());
            assertThat(after.tail().output(after.feature())).isEqualTo(new ImageShape(1, 1, 10));
            assertThat(after.places()).containsAll(before.places());
        });
    }

    @Test
    void aCloudWithoutAPlaceBeforeItsDenseLayersIsRefused() {
        var split = new SplitSpec(new ImageShape(4, 4, 3), Layers.sequence(), Layers.sequence());

        assertThatThrownBy(() -> mid().reshape(split))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pooled");
    }

    private static Mid mid() {
        return new Mid(Mid.INFO.schema().read("", Map.of()));
    }

    private static SplitSpec split(Backbone backbone) {
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        return backbone.split(
                new Backbone.Plan(new ImageShape(32, 32, 3), 10, normalization, 0.25, 2, Optional.empty()));
    }
}
