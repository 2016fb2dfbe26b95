package lab.obscura.engine.network;

import static lab.obscura.engine.network.spec.NetworkSpec.Init.KAIMING_UNIFORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What every engine promises of a network. */
@ParameterizedClass
@EnumSource(TestEngine.class)
class NetworkContractTest {

    private static final ImageShape IMAGE = new ImageShape(6, 6, 3);
    private static final NetworkSpec SPEC = new Sequence(List.of(
            new Convolution(3, 4, 3, 1, 1, true, KAIMING_UNIFORM),
            BatchNorm.of(4),
            new Activation(Function.RELU),
            new MaxPool(2, 2),
            new Flatten(),
            new Dropout(0.5),
            new Dense(36, 5, true, KAIMING_UNIFORM)));

    private final Engine engine;
    private final Network network;

    NetworkContractTest(TestEngine tested) {
        this.engine = tested.create();
        this.network = engine.build(SPEC, IMAGE, Seeds.of(1));
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void startsWithTheInitialState() {
        assertThat(network.state()).isEqualTo(InitialState.of(SPEC, Seeds.of(1)));
        assertThat(network.parameterCount()).isEqualTo(112 + 8 + 185);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void hasTheParametersThatItsLayersDeclare(LayerExamples.Example example) {
        try (Network built = engine.build(example.spec(), example.image(), Seeds.of(1))) {
            assertThat(built.parameterCount()).isEqualTo(example.spec().parameterCount());
        }
    }

    @Test
    void theSameSeedsGiveTheSameBitsOverSeveralSteps() {
        try (Network twin = engine.build(SPEC, IMAGE, Seeds.of(1))) {
            train(network, 0, 3);
            train(twin, 0, 3);

            assertThat(twin.state()).isEqualTo(network.state());
        }
    }

    static OptimizerStep[] optimizers() {
        return new OptimizerStep[] {
            new OptimizerStep.Sgd(0.1, 0.9, 1e-3), new OptimizerStep.Adam(0.01, 0.9, 0.999, 1e-8, 1e-3, true)
        };
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aLoadedStateContinuesAsIfNothingHadHappened(OptimizerStep how) {
        try (Network resumed = engine.build(SPEC, IMAGE, Seeds.of(99))) {
            train(network, how, 0, 3);
            resumed.load(network.state());

            train(network, how, 3, 3);
            train(resumed, how, 3, 3);

            assertThat(resumed.state()).isEqualTo(network.state());
        }
    }

    @Test
    void aStateWithoutMomentsForgetsTheOldOnes() {
        NetworkState start = network.state();
        train(network, 0, 2);
        NetworkState once = afterOneStepFrom(start);

        train(network, 5, 2);

        assertThat(afterOneStepFrom(start)).isEqualTo(once);
    }

    private NetworkState afterOneStepFrom(NetworkState state) {
        network.load(state);
        train(network, 0, 1);
        return network.state();
    }

    @Test
    void gradientsTakenOutAndPutBackMoveTheWeightsAlike() {
        var how = new OptimizerStep.Sgd(0.1, 0, 0);
        try (Network twin = engine.build(SPEC, IMAGE, Seeds.of(1))) {
            for (Network one : List.of(network, twin)) {
                ArrayPass.forward(one, batch(1, 4), Pass.train(Seeds.of(2)));
                ArrayPass.backward(one, batch(2, 4, one.output()), Wanted.PARAMETERS);
            }
            float[] taken = twin.gradients().values();
            twin.gradients().clear();
            assertThat(twin.gradients().values()).containsOnly(0);

            twin.gradients().put(taken);
            network.update(how);
            twin.update(how);

            assertThat(taken).hasSize((int) network.parameterCount());
            assertThat(twin.state()).isEqualTo(network.state());
        }
    }

    @Test
    void allGradientsStandInTheOrderOfTheState() {
        ArrayPass.forward(network, batch(1, 4), Pass.train(Seeds.of(2)));
        ArrayPass.backward(network, batch(2, 4, network.output()), Wanted.PARAMETERS);
        var one = new ArrayList<Float>();
        network.state().learned().tensors().keySet().stream()
                .filter(NetworkState::isTrained)
                .forEach(name -> {
                    for (float derivative : network.gradients().of(name)) {
                        one.add(derivative);
                    }
                });

        assertThat(network.gradients().values())
                .containsExactly(one.toArray(Float[]::new))
                .hasSize((int) network.parameterCount());
        assertThatThrownBy(() -> network.gradients().put(new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 3");
    }

    @Test
    void refusesTheStateOfAnotherNetwork() {
        assertThatThrownBy(() -> network.load(new NetworkState(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.weight")
                .hasMessageContaining("belongs to another network");
    }

    @Test
    void anOutputStaysUntilTheNextForward() {
        INDArray output = ArrayPass.forward(network, batch(1, 4), Pass.eval());
        INDArray copy = output.dup();

        ArrayPass.backward(network, batch(2, 4, network.output()), Wanted.BOTH);
        network.update(new OptimizerStep.Sgd(0.1, 0.9, 0));

        assertThat(output).isEqualTo(copy);
    }

    @Test
    void anInputGradientStaysOverFurtherBackwardPasses() {
        ArrayPass.forward(network, batch(1, 4), Pass.eval());
        INDArray gradient = ArrayPass.backward(network, batch(2, 4, network.output()), Wanted.INPUT);
        INDArray copy = gradient.dup();

        ArrayPass.backward(network, batch(3, 4, network.output()), Wanted.BOTH);

        assertThat(gradient).isEqualTo(copy);
    }

    @Test
    void leavesInputAndOutputGradientAlone() {
        INDArray input = batch(1, 4);
        INDArray outputGradient = batch(2, 4, network.output());
        INDArray inputCopy = input.dup();
        INDArray gradientCopy = outputGradient.dup();

        ArrayPass.forward(network, input, Pass.train(Seeds.of(1)));
        ArrayPass.backward(network, outputGradient, Wanted.BOTH);

        assertThat(input).isEqualTo(inputCopy);
        assertThat(outputGradient).isEqualTo(gradientCopy);
    }

    static NetworkSpec[] changingNothing() {
        return new NetworkSpec[] {
            new Sequence(List.of()),
            new Sequence(List.of(new Dropout(0.5))),
            new Flatten(),
            new ResidualSum(new Sequence(List.of()), new Sequence(List.of()))
        };
    }

    @ParameterizedTest
    @MethodSource("changingNothing")
    void whatComesOutIsNotWhatWentIn(NetworkSpec spec) {
        try (Network identity = engine.build(spec, IMAGE, Seeds.of(1))) {
            INDArray input = batch(1, 4);
            INDArray outputGradient = batch(2, 4, identity.output());
            INDArray output = ArrayPass.forward(identity, input, Pass.eval());
            INDArray gradient = ArrayPass.backward(identity, outputGradient, Wanted.BOTH);
            INDArray outputCopy = output.dup();
            INDArray gradientCopy = gradient.dup();

            input.assign(7);
            outputGradient.assign(7);

            assertThat(output).isEqualTo(outputCopy);
            assertThat(gradient).isEqualTo(gradientCopy);
        }
    }

    @Test
    void gradientsAddUpUntilTheyAreCleared() {
        ArrayPass.forward(network, batch(1, 4), Pass.eval());
        ArrayPass.backward(network, batch(2, 4, network.output()), Wanted.PARAMETERS);
        float[] once = network.gradients().of("0.weight");
        ArrayPass.backward(network, batch(2, 4, network.output()), Wanted.BOTH);

        float[] twice = network.gradients().of("0.weight");
        network.gradients().clear();

        assertThat(twice[7]).isCloseTo(2 * once[7], within(1e-5f));
        assertThat(network.gradients().norm()).isZero();
    }

    @Test
    void wantingOnlyTheInputLeavesTheGradientsAlone() {
        ArrayPass.forward(network, batch(1, 4), Pass.eval());

        ArrayPass.backward(network, batch(2, 4, network.output()), Wanted.INPUT);

        assertThat(network.gradients().norm()).isZero();
    }

    @Test
    void wantingOnlyParametersReturnsNothing() {
        ArrayPass.forward(network, batch(1, 4), Pass.eval());

        assertThat(ArrayPass.backward(network, batch(2, 4, network.output()), Wanted.PARAMETERS)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void batchesOfChangingSizeDoNotDisturbEachOther() {
        INDArray small = ArrayPass.forward(network, batch(1, 2), Pass.eval()).dup();
        ArrayPass.forward(network, batch(1, 9), Pass.eval());

        assertThat(ArrayPass.forward(network, batch(1, 2), Pass.eval())).isEqualTo(small);
    }

    @Test
    void takesArraysOfAnyMemoryLayout() {
        INDArray plain = batch(1, 4);
        INDArray columnMajor = plain.dup('f');

        INDArray expected = ArrayPass.forward(network, plain, Pass.eval()).dup();

        assertThat(ArrayPass.forward(network, columnMajor, Pass.eval())).isEqualTo(expected);
    }

    @Test
    void dropoutDependsOnTheSeedsOfThePassAlone() {
        var images = batch(1, 4);

        INDArray first =
                ArrayPass.forward(network, images, Pass.train(Seeds.of(5))).dup();
        INDArray other =
                ArrayPass.forward(network, images, Pass.train(Seeds.of(6))).dup();

        assertThat(ArrayPass.forward(network, images, Pass.train(Seeds.of(5)))).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void namesBothShapesWhenAnInputDoesNotFit() {
        assertThatThrownBy(() -> ArrayPass.forward(network, Nd4j.zeros(DataType.FLOAT, 2, 5, 6, 3), Pass.eval()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The input must be 6x6x3, was 2 examples of 5x6x3");
    }

    private void train(Network trained, int from, int steps) {
        train(trained, new OptimizerStep.Sgd(0.1, 0.9, 1e-3), from, steps);
    }

    private static void train(Network trained, OptimizerStep how, int from, int steps) {
        for (int step = from; step < from + steps; step++) {
            INDArray output = ArrayPass.forward(trained, batch(step, 4), Pass.train(Seeds.of(step)));
            ArrayPass.backward(trained, output.dup(), Wanted.PARAMETERS);
            trained.update(how);
        }
    }

    private static INDArray batch(long seed, int size) {
        return batch(seed, size, IMAGE);
    }

    private static INDArray batch(long seed, int size, ImageShape shape) {
        return RandomArrays.of(seed, size, shape);
    }
}
