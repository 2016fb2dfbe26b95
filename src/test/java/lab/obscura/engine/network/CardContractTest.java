package lab.obscura.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.matrix.ResidentRows;
import lab.obscura.engine.network.matrix.RowKeeper;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A card computes what the CPU computes, in float32 and with sums in one order. */
@Tag("gpu")
class CardContractTest {

    private static final int BATCH = 16;
    private static final ImageShape IMAGE = new ImageShape(32, 32, 3);

    /** What passes with other sums in another order, of the largest value. */
    private static final double VALUE = 1e-4;

    private static Engine card;
    private static Engine cpu;

    @BeforeAll
    static void find() {
        card = Card.engine(new Arithmetic(Precision.FLOAT32, true));
        cpu = TorchEngine.on(DeviceChoice.CPU);
        card = Card.engine(
                new Arithmetic(Precision.FLOAT32, true)); // the one that was made last decides how cards compute
    }

    enum Mode {
        TRAIN,
        EVAL;

        Pass pass() {
            return this == TRAIN ? Pass.train(Seeds.of(5)) : Pass.eval();
        }
    }

    static Stream<LayerExamples.Example> layers() {
        return LayerExamples.layers();
    }

    static OptimizerStep[] steps() {
        return new OptimizerStep[] {
            new Sgd(0.1, 0, 0),
            new Sgd(0.05, 0.9, 0.01),
            Adam.of(0.01, 0),
            Adam.of(0.01, 0.1),
            new Adam(0.02, 0.8, 0.95, 1e-6, 0.05, true)
        };
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyLayerHasTheSameValuesAndGradients(LayerExamples.Example example) {
        try (Network a = cpu.build(example.spec(), example.image(), Seeds.of(3));
                Network b = card.build(example.spec(), example.image(), Seeds.of(3))) {
            Passed expected = Passed.of(a, example.batch(), Mode.TRAIN);
            Passed found = Passed.of(b, example.batch(), Mode.TRAIN);

            assertThat(found.distances(expected))
                    .allSatisfy(
                            (what, distance) -> assertThat(distance).as(what).isLessThan(10 * VALUE));
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void anOptimizerComesToTheSameWeights(OptimizerStep how) {
        NetworkSpec spec = SmoothNetworks.of(split().edge(), IMAGE);
        try (Network a = cpu.build(spec, IMAGE, Seeds.of(3));
                Network b = card.build(spec, IMAGE, Seeds.of(3))) {
            Passed.of(a, BATCH, Mode.TRAIN);
            Passed.of(b, BATCH, Mode.TRAIN);
            b.gradients().put(a.gradients().values()); // Adam makes a whole step of a rounding
            a.update(how);
            b.update(how);

            assertThat(Passed.weights(b.state()).distances(Passed.weights(a.state())))
                    .allSatisfy(
                            (name, distance) -> assertThat(distance).as(name).isLessThan(VALUE));
        }
    }

    /**
     * Where max pools and ReLU choose between two nearly equal values, another order of sums chooses the other, and a whole gradient goes
     * another way: single entries then differ, the direction as a whole does not. Without such choices nothing differs.
     */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void theTailPassesBackTheSameGradient(Mode mode) {
        SplitSpec split = split();
        NetworkSpec smooth = SmoothNetworks.of(split.tail(), split.feature());

        assertThat(gradientDistance(smooth, split.feature(), mode))
                .as("without pools and kinks")
                .isLessThan(VALUE);
        assertThat(gradientDistance(split.tail(), split.feature(), mode))
                .as("with max pools and ReLU")
                .isLessThan(0.05);
    }

    @Test
    void aSmallTrainingGoesTheSameWay() {
        double[] expected = losses(cpu);
        double[] found = losses(card);

        assertThat(expected[expected.length - 1]).isLessThan(0.8 * expected[0]);
        assertThat(found[0]).isCloseTo(expected[0], within(1e-4));
        assertThat(found[found.length - 1]).isCloseTo(expected[expected.length - 1], within(0.05 * expected[0]));
    }

    @Test
    void withSumsInOneOrderTheSameSeedGivesTheSameNumbers() {
        assertThat(losses(card)).containsExactly(losses(card));
    }

    @Test
    void productsOfRowsAreThoseOfJava() {
        float[] rows = new RandomStream(1).gaussians(300 * 64, 1);
        float[] others = new RandomStream(2).gaussians(5 * 64, 1);
        try (ResidentRows kept = card.keep(rows, 64);
                ResidentRows plain = RowKeeper.PLAIN.keep(rows, 64)) {
            assertThat(Passed.distance(kept.products(others), plain.products(others)))
                    .isLessThan(1e-6);
        }
    }

    private static SplitSpec split() {
        var normalization = new ChannelAffine(List.of(0.5, 0.4, 0.3), List.of(0.2, 0.3, 0.25));
        Backbone backbone = Backbones.find("vgg11-bn-sgm").orElseThrow();
        return backbone.split(new Backbone.Plan(IMAGE, 10, normalization, 0.25, 4, Optional.of(Bottleneck.of(8))));
    }

    /** Length of the difference over the length. */
    private static double gradientDistance(NetworkSpec spec, ImageShape input, Mode mode) {
        try (Network a = cpu.build(spec, input, Seeds.of(3));
                Network b = card.build(spec, input, Seeds.of(3))) {
            Passed.of(a, BATCH, Mode.TRAIN); // moves the running statistics off their first values
            Passed.of(b, BATCH, Mode.TRAIN);
            b.load(a.state());
            return Passed.lengths(
                    Passed.of(b, BATCH, mode).inputGradient(),
                    Passed.of(a, BATCH, mode).inputGradient());
        }
    }

    /** Squared error of a smooth network that learns to answer with fixed random numbers. */
    private static double[] losses(Engine engine) {
        SplitSpec split = split();
        NetworkSpec spec = SmoothNetworks.of(split.tail(), split.feature());
        double[] losses = new double[12];
        try (Network network = engine.build(spec, split.feature(), Seeds.of(7));
                INDArray input = RandomArrays.of(1, BATCH, split.feature());
                INDArray wanted = RandomArrays.of(2, BATCH, network.output())) {
            for (int step = 0; step < losses.length; step++) {
                INDArray error = ArrayPass.forward(network, input, Pass.train(Seeds.of(step)))
                        .sub(wanted);
                losses[step] = error.norm2Number().doubleValue();
                ArrayPass.backward(network, error.divi(BATCH), Wanted.PARAMETERS);
                network.update(new Sgd(0.02, 0.9, 0));
            }
        }
        return losses;
    }

    /** What a pass leaves, by name. */
    private record Passed(Map<String, float[]> values) {

        static Passed of(Network network, int batch, Mode mode) {
            INDArray input = RandomArrays.of(1, batch, network.input());
            INDArray direction = RandomArrays.of(2, batch, network.output());
            var values = new TreeMap<String, float[]>();
            values.put("output", ArrayPass.values(ArrayPass.forward(network, input, mode.pass())));
            values.put("input gradient", ArrayPass.values(ArrayPass.backward(network, direction, Wanted.BOTH)));
            NetworkState state = network.state();
            state.tensors().forEach((name, tensor) -> {
                if (NetworkState.isTrained(name)) {
                    values.put("gradient of " + name, network.gradients().of(name));
                } else {
                    values.put(name, tensor.values());
                }
            });
            return new Passed(values);
        }

        static Passed weights(NetworkState state) {
            var values = new TreeMap<String, float[]>();
            state.tensors().forEach((name, tensor) -> values.put(name, tensor.values()));
            return new Passed(values);
        }

        float[] inputGradient() {
            return values.get("input gradient");
        }

        Map<String, Double> distances(Passed other) {
            assertThat(values).containsOnlyKeys(other.values.keySet());
            var distances = new TreeMap<String, Double>();
            values.forEach((name, found) -> distances.put(name, distance(found, other.values.get(name))));
            return distances;
        }

        /** The largest difference over the largest value, which counts as 1 at least. */
        static double distance(float[] a, float[] b) {
            double scale = 1;
            double difference = 0;
            for (int i = 0; i < a.length; i++) {
                scale = Math.max(scale, Math.abs(b[i]));
                difference = Math.max(difference, Math.abs(a[i] - (double) b[i]));
            }
            return difference / scale;
        }

        static double lengths(float[] a, float[] b) {
            double difference = 0;
            double length = 0;
            for (int i = 0; i < a.length; i++) {
                difference += Math.pow(a[i] - (double) b[i], 2);
                length += Math.pow(b[i], 2);
            }
            return Math.sqrt(difference / length);
        }
    }
}
