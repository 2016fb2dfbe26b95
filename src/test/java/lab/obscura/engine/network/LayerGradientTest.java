package lab.obscura.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import lab.obscura.engine.network.LayerExamples.Example;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradients in float64 against central differences of {@code sum(output · r)} for a fixed random r. Parameters are moved through the
 * state, which is float32: the step that was really taken is the difference of the two rounded values, so nothing is lost by that.
 */
@ParameterizedClass
@EnumSource(TestEngine.class)
class LayerGradientTest {

    private static final float STEP = 1e-5f;
    private static final double TOLERANCE = 1e-4;

    private final Engine engine;

    LayerGradientTest(TestEngine tested) {
        this.engine = tested.inDoublePrecision();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyGradientAgreesWithFiniteDifferencesInTraining(Example example) {
        check(example, Pass.train(Seeds.of(7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyGradientAgreesWithFiniteDifferencesInEvaluation(Example example) {
        check(example, Pass.eval());
    }

    private void check(Example example, Pass pass) {
        try (Network network = engine.build(example.spec(), example.image(), Seeds.of(3));
                INDArray input = RandomArrays.of(1, example.batch(), network.input(), DataType.DOUBLE);
                INDArray direction = RandomArrays.of(2, example.batch(), network.output(), DataType.DOUBLE)) {
            NetworkState state = spread(network.state());
            var differences = new Differences(network, state, pass, input, direction);
            network.load(state);
            ArrayPass.forward(network, input, pass);
            INDArray inputGradient =
                    ArrayPass.backward(network, direction, Wanted.BOTH).dup();
            var gradients = new LinkedHashMap<String, float[]>();
            state.tensors().keySet().stream()
                    .filter(NetworkState::isTrained)
                    .forEach(name -> gradients.put(name, network.gradients().of(name)));

            gradients.forEach((name, gradient) -> compare(name, gradient, differences.of(name)));
            compare("input", ArrayPass.values(inputGradient), differences.ofInput());
            inputGradient.close();
        }
    }

    /** Gains of one, shifts of zero and untouched statistics would hide mistakes. */
    private static NetworkState spread(NetworkState state) {
        var random = new RandomStream(4);
        var tensors = new LinkedHashMap<String, Tensor>();
        state.tensors().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) random.between(-0.2, 0.2);
            }
            tensors.put(name, new Tensor(tensor.shape(), values));
        });
        return new NetworkState(tensors);
    }

    private static void compare(String name, float[] gradient, double[] expected) {
        double scale = 1e-6 + Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertThat(IntStream.range(0, expected.length))
                .allSatisfy(i -> assertThat(Math.abs(gradient[i] - expected[i]) / scale)
                        .as("%s[%d]: gradient %s, finite difference %s", name, i, gradient[i], expected[i])
                        .isLessThan(TOLERANCE));
    }

    /** Central differences of the loss. */
    private record Differences(Network network, NetworkState state, Pass pass, INDArray input, INDArray direction) {

        double[] of(String name) {
            float[] values = state.tensors().get(name).values();
            double[] differences = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                float before = values[i];
                values[i] = before + STEP;
                double above = lossOfState();
                double step = values[i];
                values[i] = before - STEP;
                step -= values[i];
                differences[i] = (above - lossOfState()) / step;
                values[i] = before;
            }
            return differences;
        }

        double[] ofInput() {
            network.load(state);
            double[] differences = new double[(int) input.length()];
            for (int i = 0; i < differences.length; i++) {
                double before = input.getDouble(i);
                input.putScalar(i, before + STEP);
                double above = loss();
                input.putScalar(i, before - STEP);
                differences[i] = (above - loss()) / (2 * (double) STEP);
                input.putScalar(i, before);
            }
            return differences;
        }

        private double lossOfState() {
            network.load(state);
            return loss();
        }

        private double loss() {
            try (INDArray product = ArrayPass.forward(network, input, pass).mul(direction)) {
                return product.sumNumber().doubleValue();
            }
        }
    }
}
