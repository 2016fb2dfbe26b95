package lab.obscura.engine.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FisherLeakageTest {

    private static final RunContext QUIET = RunContext.of(event -> {}, () -> false);
    private static final ImageShape IMAGE = new ImageShape(1, 2, 3);
    private static final int COUNT = 12;
    private static final double NOISE = 0.2;

    private final Engine engine = Dl4jEngine.create();

    /** Of z = Wx + b the Jacobian is W, whatever x is. */
    @ParameterizedTest
    @ValueSource(ints = {4, 9})
    void aLinearEncodersLeakageIsTheSquaredNormOfItsWeights(int outputs) {
        double norm = weights(outputs).stream().mapToDouble(w -> w * w).sum();
        double expected = norm / (IMAGE.size() * NOISE * NOISE);

        Map<String, Double> exact = estimate(outputs, linear(outputs), Map.of("probes", 0));
        Map<String, Double> probed = estimate(outputs, linear(outputs), Map.of("probes", 400));

        assertThat(exact.get("dfil")).isCloseTo(expected, within(1e-5 * expected));
        assertThat(probed.get("dfil")).isCloseTo(expected, within(0.1 * expected));
    }

    @Test
    void aCurvedEncoderIsAskedAtItsImages() {
        var spec = new Sequence(List.of(new Flatten(), dense(4), new Activation(NetworkSpec.Function.SIGMOID)));

        double exact = estimate(4, spec, Map.of("probes", 0)).get("dfil");

        assertThat(exact).isCloseTo(byDifferences(spec), within(0.01 * exact));
    }

    /** Σ over values of the image of ‖(f(x + h e) − f(x − h e)) / 2h‖², mean over images. */
    private double byDifferences(NetworkSpec spec) {
        float[] pixels = pixels();
        double sum = 0;
        try (FrozenNetwork encoder = encoder(spec)) {
            for (int d = 0; d < IMAGE.size(); d++) {
                float[] above = encoder.forward(moved(pixels, d, 0.02f), COUNT);
                float[] below = encoder.forward(moved(pixels, d, -0.02f), COUNT);
                for (int i = 0; i < above.length; i++) {
                    sum += Math.pow((above[i] - below[i]) / 0.04, 2);
                }
            }
        }
        return sum / COUNT / (IMAGE.size() * NOISE * NOISE);
    }

    private static float[] moved(float[] pixels, int value, float step) {
        float[] moved = pixels.clone();
        for (int i = value; i < moved.length; i += IMAGE.size()) {
            moved[i] += step;
        }
        return moved;
    }

    @Test
    void fewerFeaturesThanPixelsLeaveNoUnbiasedAttackToBound() {
        var estimator = new FisherLeakage(FisherLeakage.INFO.schema().read("", Map.of()));

        assertThat(estimator.omissions(features(4, linear(4))))
                .singleElement()
                .asString()
                .contains("dfil.unbiasedBound is left out", "4 values", "images of 6");
        assertThat(estimate(4, linear(4), Map.of())).doesNotContainKey("dfil.unbiasedBound");
        assertThat(estimator.omissions(features(6, linear(6)))).isEmpty();
        Map<String, Double> enough = estimate(6, linear(6), Map.of());
        assertThat(enough.get("dfil.unbiasedBound")).isCloseTo(1 / enough.get("dfil"), within(1e-12));
    }

    @Test
    void theFormForAnyAttackNeedsWhatTheImagesTell() {
        double leakage = estimate(4, linear(4), Map.of("probes", 0)).get("dfil");
        double information =
                FisherLeakage.gaussianInformation(features(4, linear(4)).test());

        assertThat(estimate(4, linear(4), Map.of("probes", 0)).get("dfil.mseEstimate"))
                .isCloseTo(1 / (leakage + information), within(1e-9));
        assertThat(estimate(4, linear(4), Map.of("probes", 0, "inputInformation", "unknown")))
                .containsOnlyKeys("dfil");
        Map<String, Object> stated = Map.of("probes", 0, "inputInformation", "stated", "informationPerValue", 3);
        assertThat(estimate(4, linear(4), stated).get("dfil.mseBound")).isCloseTo(1 / (leakage + 3), within(1e-9));
    }

    /** Pixels 0 and 1 in equal parts have the variance 1/4. */
    @Test
    void theInformationOfNormalPixelsIsOneOverTheirVariance() {
        byte[] pixels = new byte[4 * 2];
        Arrays.fill(pixels, 0, 4, (byte) 255);
        var images = new LabeledImages(new ImageShape(1, 2, 1), pixels, new int[4], List.of("only"));
        var part = new MeasuredFeatures.Part(images, new float[0], new float[0]);

        assertThat(FisherLeakage.gaussianInformation(part)).isCloseTo(4, within(1e-9));
    }

    private Map<String, Double> estimate(int outputs, NetworkSpec spec, Map<String, Object> settings) {
        return new FisherLeakage(FisherLeakage.INFO.schema().read("", settings)).of(features(outputs, spec), QUIET);
    }

    private MeasuredFeatures features(int outputs, NetworkSpec spec) {
        byte[] pixels = new byte[COUNT * IMAGE.size()];
        new Random(1).nextBytes(pixels);
        var images = new LabeledImages(IMAGE, pixels, new int[COUNT], List.of("only"));
        float[] none = new float[COUNT * outputs];
        var part = new MeasuredFeatures.Part(images, none, none);
        return new MeasuredFeatures(
                new ImageShape(1, 1, outputs),
                part,
                part,
                NOISE,
                List.of(),
                engine,
                Seeds.of(1),
                () -> encoder(spec),
                () -> {
                    throw new IllegalStateException("Fisher information leakage asks for no classifier");
                });
    }

    private float[] pixels() {
        return features(4, linear(4)).test().pixels();
    }

    private FrozenNetwork encoder(NetworkSpec spec) {
        return new FrozenNetwork(List.of(engine.build(spec, IMAGE, Seeds.of(3))));
    }

    private List<Double> weights(int outputs) {
        try (Network network = engine.build(linear(outputs), IMAGE, Seeds.of(3))) {
            return network.state().tensors().values().stream()
                    .filter(tensor -> tensor.values().length == outputs * IMAGE.size())
                    .flatMap(tensor ->
                            IntStream.range(0, tensor.values().length).mapToObj(i -> (double) tensor.values()[i]))
                    .toList();
        }
    }

    private static NetworkSpec linear(int outputs) {
        return new Sequence(List.of(new Flatten(), dense(outputs)));
    }

    private static NetworkSpec dense(int outputs) {
        return Dense.of(IMAGE.size(), outputs, NetworkSpec.Init.KAIMING_UNIFORM);
    }
}
