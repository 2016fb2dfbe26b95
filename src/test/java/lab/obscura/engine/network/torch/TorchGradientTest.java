package lab.obscura.engine.network.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.LayerExamples;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradients in float64 against central differences of {@code sum(output · r)} for a fixed random r. Parameters are moved through the
 * state, which is float32: the step that was really taken is the difference of the two rounded values, so nothing is lost by that.
 */
class TorchGradientTest {

    private static final int BATCH = 2;
    private static final float STEP = 1e-5f;
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyGradientAgreesWithFiniteDifferencesInTraining(String name, NetworkSpec spec) {
        check(spec, Pass.train(Seeds.of(7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyGradientAgreesWithFiniteDifferencesInEvaluation(String name, NetworkSpec spec) {
        check(spec, Pass.eval());
    }

    private static void check(NetworkSpec spec, Pass pass) {
        try (Network network = TorchEngine.inDoublePrecision().build(spec, LayerExamples.IMAGE, Seeds.of(3));
                INDArray input = RandomArrays.of(1, BATCH, network.input(), DataType.DOUBLE);
                INDArray direction = RandomArrays.of(2, BATCH, network.output(), DataType.DOUBLE)) {
            NetworkState state = spread(network.state());
            var differences = new Differences(network, state, pass, input, direction);
            network.load(state);
            network.forward(input, pass);
            INDArray inputGradient = network.backward(direction, Wanted.BOTH).dup();
            var gradients = new LinkedHashMap<String, float[]>();
            state.tensors().keySet().stream()
                    .filter(Weights::isTrained)
                    .forEach(name -> gradients.put(name, network.gradients().of(name)));

            gradients.forEach((name, gradient) -> compare(name, gradient, differences.of(name)));
            compare("input", HostArrays.values(inputGradient), differences.ofInput());
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
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(gradient[i] - expected[i]) / scale)
                    .as("%s[%d]: gradient %s, finite difference %s", name, i, gradient[i], expected[i])
                    .isLessThan(TOLERANCE);
        }
    }

    /** Central differences of the loss. */
    private record Differences(Network network, NetworkState state, Pass pass, INDArray input, INDArray direction) {

        double[] of(String name) {
            float[] values = state.tensors().get(name).values();
            double[] differences = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                float before = values[i];
                values[i] = before + STEP;
                double above = loss();
                double step = values[i];
                values[i] = before - STEP;
                step -= values[i];
                differences[i] = (above - loss()) / step;
                values[i] = before;
            }
            return differences;
        }

        double[] ofInput() {
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

        private double loss() {
            network.load(state);
            try (INDArray product = network.forward(input, pass).mul(direction)) {
                return product.sumNumber().doubleValue();
            }
        }
    }
}
