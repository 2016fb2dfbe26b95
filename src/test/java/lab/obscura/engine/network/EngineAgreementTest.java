package lab.obscura.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.engine.network.LayerExamples.Example;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two independent engines compute the same numbers, layer by layer; whole networks are compared in {@link LearningAgreementTest}.
 * Differences are measured against the largest entry of a tensor where that is above one.
 */
class EngineAgreementTest {

    private static final double FORWARD = 1e-5;
    private static final double GRADIENT = 1e-4;

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
        ArrayPass.forward(network, RandomArrays.of(1, batch, network.input()), pass);
        INDArray alone = ArrayPass.backward(network, direction, Wanted.INPUT).dup();
        same("input gradient", ArrayPass.backward(network, direction, Wanted.BOTH), alone, FORWARD);
        return alone;
    }

    private void compareLayer(Example example, Pass pass) {
        try (Network a = dl4j.build(example.spec(), example.image(), Seeds.of(3));
                Network b = torch.build(example.spec(), example.image(), Seeds.of(3))) {
            INDArray input = RandomArrays.of(1, example.batch(), a.input());
            ArrayPass.forward(a, input, Pass.train(Seeds.of(5))); // moves the running statistics off their first values
            ArrayPass.forward(b, input, Pass.train(Seeds.of(5)));
            INDArray direction = RandomArrays.of(2, example.batch(), a.output());

            same("output", ArrayPass.forward(a, input, pass), ArrayPass.forward(b, input, pass), FORWARD);
            INDArray theirs = ArrayPass.backward(a, direction, Wanted.BOTH);
            same("input gradient", theirs, ArrayPass.backward(b, direction, Wanted.BOTH), GRADIENT);
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

    private static void same(NetworkState a, NetworkState b, double tolerance) {
        assertThat(b.tensors()).containsOnlyKeys(a.tensors().keySet());
        assertThat(a.tensors().entrySet()).allSatisfy(tensor -> {
            Tensor other = b.tensors().get(tensor.getKey());
            assertThat(other.shape()).isEqualTo(tensor.getValue().shape());
            same(tensor.getKey(), tensor.getValue().values(), other.values(), tolerance);
        });
    }

    private static void same(String what, INDArray a, INDArray b, double tolerance) {
        assertThat(b.shape()).as(what).isEqualTo(a.shape());
        same(what, ArrayPass.values(a), ArrayPass.values(b), tolerance);
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
