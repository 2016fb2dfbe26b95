package lab.obscura.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.decoder.GenerativeDecoders;
import lab.obscura.engine.network.decoder.GenerativeDecoders.Design;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whole networks learn the same in both engines, step by step. Weights after some steps are not compared with each other: Adam
 * divides a gradient by its own size, so that the rounding of a small one becomes a whole step. Instead, from the same state,
 * each engine's outputs and gradients must be those of float64 but for rounding, and each engine's update must be what the
 * optimizer's formula makes of the gradients that this engine has.
 *
 * <p>What float32 explains: its unit is 6e-8, a sum over the up to 8192 points of a batch and a chain of up to 60 layers
 * lose some ten to a hundred of them, which is 6e-6. The bounds leave a factor of ten and more.
 */
class LearningAgreementTest {

    private static final double OUTPUT = 1e-4;
    private static final double GRADIENT = 1e-4;
    /** Of one formula without sums, in units of what is added and moved. */
    private static final double UPDATE = 1e-5;
    /** The largest weight decay that is tried. */
    private static final float DECAY = 1e-3f;

    private static final int BATCH = 8;
    private static final ImageShape IMAGE = new ImageShape(32, 32, 3);

    static Stream<Arguments> networks() {
        var feature = new ImageShape(8, 8, 4);
        var normalization = new ChannelAffine(List.of(0.5, 0.4, 0.3), List.of(0.2, 0.3, 0.25));
        Stream<Arguments> halves = Backbones.all().stream().flatMap(backbone -> {
            SplitSpec split = backbone.split(new Backbone.Plan(
                    IMAGE, 10, normalization, 0.125, backbone.defaultCutLayer(), Optional.of(Bottleneck.of(4))));
            return Stream.of(
                    Arguments.of(backbone.id() + " edge", split.edge(), IMAGE),
                    Arguments.of(backbone.id() + " tail", split.tail(), split.feature()));
        });
        var plan = new Backbone.Plan(IMAGE, 10, normalization, 0.0625, 2, Optional.empty());
        SplitSpec plain = Backbones.find("classifier-4").orElseThrow().split(plan);
        Stream<Arguments> shaped = Stream.of("siftfunnel", "autoencoder").flatMap(id -> {
            var shape = (EncoderShape) Defenses.catalog().find(id).orElseThrow().withDefaults();
            SplitSpec split = shape.reshape(plain);
            return Stream.of(
                    Arguments.of(id + " edge", split.edge(), IMAGE),
                    Arguments.of(id + " tail", split.tail(), split.feature()));
        });
        Stream<Arguments> mirrors = Stream.of(Design.CNN_SIFTFUNNEL, Design.RESNET_AUTOENCODER, Design.VGG_SIFTFUNNEL)
                .map(design ->
                        Arguments.of("mirror " + design, GenerativeDecoders.of(design, feature, IMAGE, 8), feature));
        return Stream.concat(
                Stream.of(halves, shaped, mirrors).flatMap(networks -> networks),
                Stream.of("conv-n0c16", "res-n2c32", "custom-bn")
                        .map(name -> Arguments.of(name, Decoders.named(name, feature, IMAGE), feature)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void everyNetworkComputesTheSame(String name, NetworkSpec spec, ImageShape shape) {
        for (Pass pass : List.of(Pass.eval(), Pass.train(Seeds.of(9)))) {
            try (Network exact = TestEngine.TORCH.inDoublePrecision().build(spec, shape, Seeds.of(1));
                    INDArray input = RandomArrays.of(1, BATCH, shape)) {
                float[] expected = ArrayPass.values(ArrayPass.forward(exact, input.castTo(DataType.DOUBLE), pass));
                for (TestEngine tested : TestEngine.values()) {
                    try (Network network = tested.create().build(spec, shape, Seeds.of(1))) {
                        close(
                                tested + "'s output",
                                ArrayPass.values(ArrayPass.forward(network, input, pass)),
                                expected,
                                OUTPUT);
                    }
                }
            }
        }
    }

    /**
     * With smooth layers in place of those with kinks: where float32 and float64 stand on two sides of a kink, gradients differ by a
     * whole term, which no bound on rounding covers. Kinks are compared on equal inputs, layer by layer.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void everyNetworkLearnsTheSame(String name, NetworkSpec spec, ImageShape shape) {
        NetworkSpec smooth = SmoothNetworks.of(spec, shape);
        for (OptimizerStep how : List.of(new Sgd(0.01, 0.9, 5e-4), Adam.of(2e-4, 1e-4))) {
            try (Network a = TestEngine.DL4J.create().build(smooth, shape, Seeds.of(1));
                    Network b = TestEngine.TORCH.create().build(smooth, shape, Seeds.of(1));
                    Network exact = TestEngine.TORCH.inDoublePrecision().build(smooth, shape, Seeds.of(1))) {
                for (int step = 0; step < 3; step++) {
                    exact.load(a.state());
                    b.load(a.state());
                    sameStep(how, exact, step, a, b);
                }
            }
        }
    }

    static Stream<Arguments> journeys() {
        return Stream.of(new Sgd(0.01, 0.9, 1e-3), new Adam(1e-3, 0.9, 0.999, 1e-8, 1e-3, true))
                .flatMap(how -> Stream.of(
                        Arguments.of(TestEngine.DL4J, TestEngine.TORCH, how),
                        Arguments.of(TestEngine.TORCH, TestEngine.DL4J, how)));
    }

    @ParameterizedTest(name = "{0} to {1}, {2}")
    @MethodSource("journeys")
    void aStateSavedInOneIsGoneOnWithInTheOther(TestEngine from, TestEngine to, OptimizerStep how) {
        var shape = new ImageShape(4, 4, 4);
        NetworkSpec spec = SmoothNetworks.of(Decoders.named("custom-bn", shape, new ImageShape(16, 16, 3)), shape);
        try (Network a = from.create().build(spec, shape, Seeds.of(1));
                Network b = to.create().build(spec, shape, Seeds.of(2));
                Network exact = to.inDoublePrecision().build(spec, shape, Seeds.of(3))) {
            for (int step = 0; step < 2; step++) {
                backward(a, step, DataType.FLOAT);
                a.update(how);
            }
            NetworkState saved = a.state();
            b.load(throughAFile(saved));
            assertThat(b.state()).isEqualTo(saved);
            exact.load(saved);

            sameStep(how, exact, 2, a, b);
        }
    }

    private static NetworkState throughAFile(NetworkState state) {
        byte[] bytes = new CheckpointFile(Map.of(), state.tensors()).toBytes();
        return new NetworkState(CheckpointFile.parse(bytes, "journey").tensors());
    }

    /** One step of two networks in float32 that have the state of the one in float64. */
    private static void sameStep(OptimizerStep how, Network exact, int step, Network... tested) {
        NetworkState before = exact.state();
        backward(exact, step, DataType.DOUBLE);
        Map<String, float[]> expected = gradients(exact);
        Map<String, Double> sizes = sizes(expected);
        assertThat(tested).allSatisfy(network -> {
            backward(network, step, DataType.FLOAT);
            Map<String, float[]> gradients = gradients(network);
            assertThat(gradients)
                    .allSatisfy((name, gradient) -> assertThat(
                                    difference(gradient, expected.get(name)) / sizes.get(layer(name)))
                            .as("gradient of %s", name)
                            .isLessThan(GRADIENT));
            network.update(how);
            NetworkState after = network.state();
            followsTheFormula(how, before, gradients, after);
            exact.state().learned().tensors().forEach((name, tensor) -> {
                if (!NetworkState.isTrained(name)) {
                    close(name, after.required(name).values(), tensor.values(), OUTPUT);
                }
            });
        });
    }

    /**
     * Along a direction of its own each step, on other images each step. Not towards zero: behind a batch norm the sum of squares is
     * constant, so its gradient would be nothing but rounding.
     */
    private static void backward(Network network, int step, DataType type) {
        try (INDArray input = RandomArrays.of(10 + step, BATCH, network.input(), type);
                INDArray direction = RandomArrays.of(30 + step, BATCH, network.output(), type)) {
            ArrayPass.forward(network, input, Pass.train(Seeds.of(20 + step)));
            ArrayPass.backward(network, direction.divi(BATCH), Wanted.PARAMETERS);
        }
    }

    private static Map<String, float[]> gradients(Network network) {
        var gradients = new LinkedHashMap<String, float[]>();
        network.state().tensors().keySet().stream()
                .filter(NetworkState::isTrained)
                .forEach(name -> gradients.put(name, network.gradients().of(name)));
        return gradients;
    }

    /**
     * The largest gradient of each layer. A bias is measured against its layer's weight too: the sum of a bias in front of a batch
     * norm is zero, so that only the size of its terms, which the weight shares, says what rounding may leave.
     */
    private static Map<String, Double> sizes(Map<String, float[]> gradients) {
        var sizes = new LinkedHashMap<String, Double>();
        gradients.forEach((name, gradient) -> sizes.merge(layer(name), largest(gradient), Math::max));
        assertThat(sizes.values()).allMatch(size -> size > 1e-6);
        return sizes;
    }

    private static String layer(String parameter) {
        return parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
    }

    /**
     * A few units of the last place, of the step, and what one rounding of the gradient makes of both. The last is little where a
     * gradient stands alone and much where the decay takes it away.
     */
    private static void followsTheFormula(
            OptimizerStep how, NetworkState before, Map<String, float[]> gradients, NetworkState after) {
        Map<String, double[]> expected = PlainOptimizer.after(how, before, gradients);
        Map<String, double[]> above = PlainOptimizer.after(how, before, rounded(gradients, before, 2));
        Map<String, double[]> below = PlainOptimizer.after(how, before, rounded(gradients, before, -2));
        assertThat(after.tensors().keySet()).containsAll(expected.keySet());
        assertThat(OptimizerMoments.steps(after))
                .isEqualTo(OptimizerMoments.steps(before) + (how instanceof Adam ? 1 : 0));
        assertThat(expected).allSatisfy((name, values) -> {
            float[] actual = after.required(name).values();
            float[] old =
                    before.tensors().containsKey(name) ? before.required(name).values() : new float[values.length];
            double step = how instanceof Adam && NetworkState.isTrained(name) ? how.learningRate() : 0;
            double largest = 0;
            for (int i = 0; i < values.length; i++) {
                double unit = Math.max(Math.ulp(actual[i]), Math.ulp(old[i])) + Float.MIN_NORMAL;
                double allowed = 4 * unit
                        + UPDATE * Math.max(step, Math.abs(values[i] - old[i]))
                        + Math.abs(above.get(name)[i] - below.get(name)[i]);
                largest = Math.max(largest, Math.abs(values[i] - actual[i]) / allowed);
            }
            assertThat(largest).as("%s against the formula", name).isLessThan(1);
        });
    }

    private static Map<String, float[]> rounded(Map<String, float[]> gradients, NetworkState before, int units) {
        var rounded = new LinkedHashMap<String, float[]>();
        gradients.forEach((name, gradient) -> {
            float[] weights = before.required(name).values();
            float[] moved = new float[gradient.length];
            for (int i = 0; i < moved.length; i++) {
                moved[i] =
                        gradient[i] + units * Math.ulp(Math.max(Math.abs(gradient[i]), DECAY * Math.abs(weights[i])));
            }
            rounded.put(name, moved);
        });
        return rounded;
    }

    private static void close(String what, float[] actual, float[] expected, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        assertThat(difference(actual, expected) / Math.max(1, largest(expected)))
                .as("largest difference of %s", what)
                .isLessThan(tolerance);
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double difference(float[] a, float[] b) {
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            difference = Math.max(difference, Math.abs(a[i] - (double) b[i]));
        }
        return difference;
    }
}
