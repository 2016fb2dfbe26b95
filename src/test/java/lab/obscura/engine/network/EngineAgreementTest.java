package lab.obscura.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.LayerExamples.Example;
import lab.obscura.engine.network.NetworkSpec.ChannelAffine;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.CheckpointFile;
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
    private static final String RUNNING_MEAN = ".runningMean";
    private static final ImageShape IMAGE = new ImageShape(32, 32, 3);

    private final Engine dl4j = TestEngine.DL4J.create();
    private final Engine torch = TestEngine.TORCH.create();

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyLayerIsTheSameInTraining(Example example) {
        compareLayer(example, Pass.train(Seeds.of(7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyLayerIsTheSameInEvaluation(Example example) {
        compareLayer(example, Pass.eval());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void anInputGradientThatIsWantedAloneIsTheSameAndTheOneOfBoth(Example example) {
        for (Pass pass : List.of(Pass.train(Seeds.of(5)), Pass.eval())) {
            try (Network a = dl4j.build(example.spec(), example.image(), Seeds.of(3));
                    Network b = torch.build(example.spec(), example.image(), Seeds.of(3))) {
                INDArray alone = inputGradientAlone(a, example.batch(), pass);

                same("input gradient alone", alone, inputGradientAlone(b, example.batch(), pass), GRADIENT);
            }
        }
    }

    private static INDArray inputGradientAlone(Network network, int batch, Pass pass) {
        INDArray direction = RandomArrays.of(2, batch, network.output());
        network.forward(RandomArrays.of(1, batch, network.input()), pass);
        INDArray alone = network.backward(direction, Wanted.INPUT).dup();
        same("input gradient", network.backward(direction, Wanted.BOTH), alone, FORWARD);
        return alone;
    }

    private void compareLayer(Example example, Pass pass) {
        try (Network a = dl4j.build(example.spec(), example.image(), Seeds.of(3));
                Network b = torch.build(example.spec(), example.image(), Seeds.of(3))) {
            INDArray input = RandomArrays.of(1, example.batch(), a.input());
            a.forward(input, Pass.train(Seeds.of(5))); // moves the running statistics off their first values
            b.forward(input, Pass.train(Seeds.of(5)));
            INDArray direction = RandomArrays.of(2, example.batch(), a.output());

            same("output", a.forward(input, pass), b.forward(input, pass), FORWARD);
            INDArray theirs = a.backward(direction, Wanted.BOTH);
            same("input gradient", theirs, b.backward(direction, Wanted.BOTH), GRADIENT);
            NetworkState state = a.state();
            state.tensors().keySet().stream()
                    .filter(NetworkState::isTrained)
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
                // With batch statistics, which a shift before them does not reach; see sameTraining.
                Pass pass = Pass.train(Seeds.of(9));
                float[] untrained = HostArrays.values(a.forward(input, pass));
                same("untrained output", untrained, HostArrays.values(b.forward(input, pass)), FORWARD);

                learn(a, how, 3);
                learn(b, how, 3);

                sameTraining(how, a.state(), b.state());
                INDArray trained = a.forward(input, pass);
                same("output after three steps", trained, b.forward(input, pass), STEPS);
                assertThat(difference(untrained, HostArrays.values(trained)))
                        .as("how far three steps moved the output")
                        .isGreaterThan(10 * STEPS);
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
        NetworkSpec spec = Decoders.named("custom-bn", shape, new ImageShape(16, 16, 3));
        try (Network a = from.create().build(spec, shape, Seeds.of(1));
                Network b = to.create().build(spec, shape, Seeds.of(2))) {
            learn(a, how, 2);
            NetworkState saved = a.state();
            b.load(throughAFile(saved));
            assertThat(b.state()).isEqualTo(saved);

            learn(a, how, 1);
            learn(b, how, 1);

            sameTraining(how, a.state(), b.state());
            assertThat(difference(
                            saved.tensors().get("0.weight").values(),
                            b.state().tensors().get("0.weight").values()))
                    .as("how far the step after the journey moved the weights")
                    .isGreaterThan(STEPS);
        }
    }

    private static NetworkState throughAFile(NetworkState state) {
        byte[] bytes = new CheckpointFile(Map.of(), state.tensors()).toBytes();
        return new NetworkState(CheckpointFile.parse(bytes, "journey").tensors());
    }

    /**
     * Along a direction of its own each step, on other images each step. Not towards zero: behind a batch norm the sum of squares is
     * constant, so its gradient would be nothing but rounding. Steep enough that the steps move the output by far more than rounding.
     */
    private static void learn(Network network, OptimizerStep how, int steps) {
        for (int step = 0; step < steps; step++) {
            INDArray output =
                    network.forward(RandomArrays.of(10 + step, 8, network.input()), Pass.train(Seeds.of(20 + step)));
            try (INDArray gradient =
                    RandomArrays.of(30 + step, 8, network.output()).divi(output.size(0))) {
                network.backward(gradient, Wanted.PARAMETERS);
            }
            network.update(how);
        }
    }

    /**
     * Parameters, running statistics and moments after some steps. After Adam's not the biases that stand before a batch norm, nor the
     * running means behind them that follow: a batch norm takes every shift away, so their gradient is nothing but rounding, and Adam
     * makes whole steps of any gradient, however small.
     */
    private static void sameTraining(OptimizerStep how, NetworkState a, NetworkState b) {
        boolean all = how instanceof Sgd;
        same(all ? a : withoutShiftsBeforeBatchNorm(a), all ? b : withoutShiftsBeforeBatchNorm(b), STEPS);
    }

    private static NetworkState withoutShiftsBeforeBatchNorm(NetworkState state) {
        var kept = new LinkedHashMap<>(state.tensors());
        for (String mean : state.tensors().keySet()) {
            if (mean.endsWith(RUNNING_MEAN)) {
                String bias = before(mean.substring(0, mean.length() - RUNNING_MEAN.length())) + ".bias";
                if (kept.remove(bias) != null) {
                    kept.remove(mean);
                }
            }
        }
        return new NetworkState(kept);
    }

    /** The path of the layer in front. */
    private static String before(String path) {
        int last = path.lastIndexOf('.') + 1;
        return path.substring(0, last) + (Integer.parseInt(path.substring(last)) - 1);
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
        assertThat(difference(a, b)).as("largest difference of %s", what).isLessThan(tolerance);
    }

    private static double difference(float[] a, float[] b) {
        double scale = 1;
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            scale = Math.max(scale, Math.abs(a[i]));
            difference = Math.max(difference, Math.abs(a[i] - (double) b[i]));
        }
        return difference / scale;
    }
}
