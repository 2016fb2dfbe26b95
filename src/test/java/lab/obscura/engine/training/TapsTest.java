package lab.obscura.engine.training;

import static lab.obscura.engine.network.spec.Layers.sequence;
import static lab.obscura.engine.network.spec.Layers.sigmoid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.TestEngine;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.training.plan.TrainingPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A penalty that looks into both halves of the network, and pushes back there. */
class TapsTest {

    private static final ImageShape IMAGE = new ImageShape(5, 5, 2);
    private static final List<String> EVERYWHERE = List.of("block 1", "z", "pooled", "logits");
    private static final int BATCH = 4;
    private static final float STEP = 5e-3f;

    private static final SplitSpec SMOOTH = new SplitSpec(
            IMAGE,
            List.of(
                    new Segment(Side.EDGE, "block 1", sequence(convolution(2, 3), BatchNorm.of(3), sigmoid())),
                    new Segment(Side.EDGE, "z", sequence(convolution(3, 2), tanh())),
                    new Segment(
                            Side.TAIL,
                            "pooled",
                            sequence(
                                    convolution(2, 4),
                                    tanh(),
                                    new Dropout(0.3),
                                    new GlobalAveragePool(),
                                    new Flatten())),
                    new Segment(Side.TAIL, "logits", sequence(new Dense(4, 3, true, Init.KAIMING_UNIFORM)))));

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void theGradientIsThatOfTheWholeLoss(TestEngine engine) {
        var penalty = new Squares(EVERYWHERE, 3);
        try (var network = network(engine, penalty)) {
            Map<String, Tensor> start = network.state();
            step(network, 1);
            Map<String, Tensor> moved = network.state();

            Map<String, Double> gradients = first(start, moved);
            Map<String, Double> differences = new LinkedHashMap<>();
            gradients.keySet().forEach(name -> differences.put(name, difference(network, start, name)));

            assertThat(gradients).hasSize(10);
            assertThat(gradients)
                    .allSatisfy((name, gradient) -> assertThat(gradient)
                            .as(name)
                            .isCloseTo(differences.get(name), within(2e-3 + 0.02 * Math.abs(differences.get(name)))));
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void lookingAloneChangesNoBit(TestEngine engine) {
        try (var looked = network(engine, new Squares(EVERYWHERE, 0));
                var alone = network(engine, new Squares(List.of(), 0))) {
            for (int i = 0; i < 3; i++) {
                step(looked, 0.1);
                step(alone, 0.1);
            }

            assertThat(looked.state()).isEqualTo(alone.state());
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aStateGoesFromOneInPiecesToOneInOnePiece(TestEngine engine) {
        try (var looked = network(engine, new Squares(EVERYWHERE, 1));
                var alone = network(engine, new Squares(List.of(), 0))) {
            step(looked, 0.1);

            alone.load(looked.state());

            assertThat(alone.state()).isEqualTo(looked.state());
            assertThat(alone.edge().parameterCount()).isEqualTo(looked.edge().parameterCount());
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void refusesAPlaceThatTheNetworkDoesNotHave(TestEngine engine) {
        assertThatThrownBy(() -> network(engine, new Squares(List.of("block 9"), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("block 9")
                .hasMessageContaining("[block 1, z, pooled, logits]");
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void refusesAPushWhereNobodyLooks(TestEngine engine) {
        Penalty rash = new Penalty() {
            @Override
            public Info info() {
                return Info.of("rash", "Rash");
            }

            @Override
            public PenaltyValue at(FeatureBatch batch, PartState state) {
                return new PenaltyValue(0, new float[0], Map.of("pooled", new float[BATCH * 4]));
            }
        };
        try (var network = network(engine, rash)) {
            assertThatThrownBy(() -> step(network, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DefensePart.taps");
        }
    }

    /** Weight times the mean square at every place. */
    private record Squares(List<String> places, double weight) implements Penalty {

        @Override
        public Info info() {
            return Info.of("squares", "Squares");
        }

        @Override
        public List<String> taps(SplitSpec network) {
            return places;
        }

        @Override
        public PenaltyValue at(FeatureBatch batch, PartState state) {
            PenaltyValue sum = PenaltyValue.none();
            for (String place : places) {
                float[] values = batch.taps().at(place).values();
                double value = 0;
                float[] gradient = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    value += weight * values[i] * values[i] / values.length;
                    gradient[i] = (float) (2 * weight * values[i] / values.length);
                }
                sum = sum.plus(new PenaltyValue(value, new float[0], Map.of(place, gradient)));
            }
            return sum;
        }
    }

    private static SplitNetwork network(TestEngine engine, Penalty penalty) {
        return SplitNetwork.build(engine.create(), SMOOTH, new Defense(List.of(penalty)), Seeds.of(3));
    }

    private static TrainingStep.Result step(SplitNetwork network, double rate) {
        var random = new RandomStream(5);
        float[] pixels = new float[BATCH * IMAGE.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        var batch = LabeledBatch.of(pixels, network.spec().input(), new int[] {0, 1, 2, 1});
        return new TrainingStep(network, plan(), Seeds.of(4), 3, BATCH)
                .run(batch, new TrainingStep.Place(1, 1, 0, rate, 1, new TrainingStep.Target(0, 1)));
    }

    /** Plain gradient descent: a step at rate 1 moves every weight by its gradient. */
    private static TrainingPlan plan() {
        return new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes"),
                        "network", Map.of("backbone", "cnn-4"),
                        "training", Map.of("momentum", 0, "weightDecay", 0)))
                .training();
    }

    /** How far the first value of every trained tensor went. */
    private static Map<String, Double> first(Map<String, Tensor> start, Map<String, Tensor> moved) {
        return start.keySet().stream()
                .filter(name -> !name.contains("running"))
                .collect(Collectors.toMap(
                        name -> name,
                        name -> (double) start.get(name).values()[0]
                                - moved.get(name).values()[0]));
    }

    private static double difference(SplitNetwork network, Map<String, Tensor> start, String name) {
        double above = loss(network, start, name, STEP);
        return (above - loss(network, start, name, -STEP)) / (2 * STEP);
    }

    /** Of a step so small that it is none. */
    private static double loss(SplitNetwork network, Map<String, Tensor> start, String name, float move) {
        var changed = new LinkedHashMap<>(start);
        Tensor tensor = start.get(name);
        float[] values = Arrays.copyOf(tensor.values(), tensor.values().length);
        values[0] += move;
        changed.put(name, new Tensor(tensor.shape(), values));
        network.load(changed);
        var result = step(network, 1e-30);
        return result.task().get().loss() + result.penalty().value();
    }

    private static NetworkSpec convolution(int in, int out) {
        return new Convolution(in, out, 3, 1, 1, true, Init.KAIMING_UNIFORM);
    }

    private static NetworkSpec tanh() {
        return new Activation(Function.TANH);
    }
}
