package lab.obscura.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.NetworkSpec.ChannelAffine;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two independent engines compute the same numbers. Differences are measured against the largest entry of a tensor where that is
 * above one.
 */
class EngineAgreementTest {

    private static final double FORWARD = 1e-5;
    private static final double GRADIENT = 1e-4;
    private static final double STEPS = 1e-4;
    private static final ImageShape IMAGE = new ImageShape(32, 32, 3);

    private final Engine dl4j = TestEngine.DL4J.create();
    private final Engine torch = TestEngine.TORCH.create();

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyLayerIsTheSameInTraining(String name, NetworkSpec spec) {
        compareLayer(spec, Pass.train(Seeds.of(7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyLayerIsTheSameInEvaluation(String name, NetworkSpec spec) {
        compareLayer(spec, Pass.eval());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void anInputGradientThatIsWantedAloneIsTheOneOfBoth(String name, NetworkSpec spec) {
        for (Engine engine : List.of(dl4j, torch)) {
            try (Network network = engine.build(spec, LayerExamples.IMAGE, Seeds.of(3))) {
                INDArray direction = RandomArrays.of(2, 4, network.output());
                network.forward(RandomArrays.of(1, 4, network.input()), Pass.train(Seeds.of(5)));
                INDArray alone = network.backward(direction, Wanted.INPUT).dup();

                same(engine.id(), network.backward(direction, Wanted.BOTH), alone, FORWARD);
            }
        }
    }

    private void compareLayer(NetworkSpec spec, Pass pass) {
        try (Network a = dl4j.build(spec, LayerExamples.IMAGE, Seeds.of(3));
                Network b = torch.build(spec, LayerExamples.IMAGE, Seeds.of(3))) {
            INDArray input = RandomArrays.of(1, 4, a.input());
            a.forward(input, Pass.train(Seeds.of(5))); // moves the running statistics off their first values
            b.forward(input, Pass.train(Seeds.of(5)));
            INDArray direction = RandomArrays.of(2, 4, a.output());

            same("output", a.forward(input, pass), b.forward(input, pass), FORWARD);
            INDArray theirs = a.backward(direction, Wanted.BOTH);
            same("input gradient", theirs, b.backward(direction, Wanted.BOTH), GRADIENT);
            NetworkState state = a.state();
            state.tensors().keySet().stream()
                    .filter(tensor -> !tensor.contains("running"))
                    .forEach(parameter -> same(
                            "gradient of " + parameter,
                            a.gradients().of(parameter),
                            b.gradients().of(parameter),
                            GRADIENT));
            same(state, b.state(), FORWARD);
            assertThat(b.gradients().norm())
                    .isCloseTo(a.gradients().norm(), org.assertj.core.data.Percentage.withPercentage(0.01));
        }
    }

    static Stream<Arguments> networks() {
        var normalization = new ChannelAffine(List.of(0.5, 0.4, 0.3), List.of(0.2, 0.3, 0.25));
        Stream<Arguments> halves = Backbones.all().stream().flatMap(backbone -> {
            SplitSpec split = backbone.split(new Backbone.Plan(
                    IMAGE, 10, normalization, 0.125, backbone.defaultCutLayer(), Optional.of(Bottleneck.of(4))));
            return Stream.of(
                    Arguments.of(backbone.id() + " edge", split.edge(), IMAGE),
                    Arguments.of(backbone.id() + " tail", split.tail(), split.feature()));
        });
        var feature = new ImageShape(8, 8, 4);
        return Stream.concat(
                halves,
                Stream.of("conv-n0c16", "res-n2c32", "custom-bn")
                        .map(name -> Arguments.of(name, Decoders.named(name, feature, IMAGE), feature)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void everyNetworkComputesAndLearnsTheSame(String name, NetworkSpec spec, ImageShape shape) {
        for (OptimizerStep how : List.of(new Sgd(0.01, 0.9, 5e-4), Adam.of(2e-4, 1e-4))) {
            try (Network a = dl4j.build(spec, shape, Seeds.of(1));
                    Network b = torch.build(spec, shape, Seeds.of(1))) {
                INDArray input = RandomArrays.of(1, 8, shape);
                same("output", a.forward(input, Pass.eval()), b.forward(input, Pass.eval()), FORWARD);

                learn(a, how, 3);
                learn(b, how, 3);

                // With batch statistics: a bias before a batch norm has no gradient but rounding, which Adam makes a
                // whole step of.
                Pass pass = Pass.train(Seeds.of(9));
                same("output after three steps", a.forward(input, pass), b.forward(input, pass), STEPS);
            }
        }
    }

    @Test
    void aStateSavedInOneIsGoneOnWithInTheOther() {
        var how = new Adam(1e-3, 0.9, 0.999, 1e-8, 1e-3, true);
        NetworkSpec spec = Decoders.named("custom-bn", new ImageShape(4, 4, 4), new ImageShape(16, 16, 3));
        var shape = new ImageShape(4, 4, 4);
        try (Network a = dl4j.build(spec, shape, Seeds.of(1));
                Network b = torch.build(spec, shape, Seeds.of(2))) {
            learn(a, how, 2);
            b.load(a.state());
            assertThat(b.state()).isEqualTo(a.state());

            learn(b, how, 1);
            NetworkState further = b.state();
            a.load(further);
            assertThat(a.state()).isEqualTo(further);
        }
    }

    /**
     * Along a direction of its own each step, on other images each step. Not towards zero: behind a batch norm the sum of squares is
     * constant, so its gradient would be nothing but rounding.
     */
    private static void learn(Network network, OptimizerStep how, int steps) {
        for (int step = 0; step < steps; step++) {
            INDArray output =
                    network.forward(RandomArrays.of(10 + step, 8, network.input()), Pass.train(Seeds.of(20 + step)));
            try (INDArray gradient =
                    RandomArrays.of(30 + step, 8, network.output()).divi(output.length())) {
                network.backward(gradient, Wanted.PARAMETERS);
            }
            network.update(how);
        }
    }

    private static void same(NetworkState a, NetworkState b, double tolerance) {
        assertThat(b.tensors()).containsOnlyKeys(a.tensors().keySet());
        for (Map.Entry<String, Tensor> tensor : a.tensors().entrySet()) {
            Tensor other = b.tensors().get(tensor.getKey());
            assertThat(other.shape()).isEqualTo(tensor.getValue().shape());
            same(tensor.getKey(), tensor.getValue().values(), other.values(), tolerance);
        }
    }

    private static void same(String what, INDArray a, INDArray b, double tolerance) {
        assertThat(b.shape()).as(what).isEqualTo(a.shape());
        same(what, HostArrays.values(a), HostArrays.values(b), tolerance);
    }

    private static void same(String what, float[] a, float[] b, double tolerance) {
        double scale = 1;
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            scale = Math.max(scale, Math.abs(a[i]));
            difference = Math.max(difference, Math.abs(a[i] - (double) b[i]));
        }
        assertThat(difference / scale).as("largest difference of %s", what).isLessThan(tolerance);
    }
}
