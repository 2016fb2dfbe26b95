package lab.obscura.engine.network;

import static lab.obscura.engine.network.NetworkSpec.Init.KAIMING_UNIFORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.NetworkSpec.Dense;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** A dense layer without bias and one input of one: its weight's gradient is the output gradient. */
@ParameterizedClass
@EnumSource(TestEngine.class)
class OptimizerTest {

    private static final int SIZE = 5;
    private static final int STEPS = 6;

    private final Engine engine;
    private final double[] weights = new double[SIZE];
    private final double[] first = new double[SIZE];
    private final double[] second = new double[SIZE];
    private final double[] largest = new double[SIZE];

    OptimizerTest(TestEngine tested) {
        this.engine = tested.create();
    }

    static OptimizerStep[] steps() {
        return new OptimizerStep[] {
            new Sgd(0.1, 0, 0),
            new Sgd(0.1, 0.9, 0),
            new Sgd(0.05, 0.9, 0.01),
            Adam.of(0.01, 0),
            Adam.of(0.01, 0.1),
            new Adam(0.02, 0.8, 0.95, 1e-6, 0.05, true)
        };
    }

    @ParameterizedTest
    @MethodSource("steps")
    void severalStepsFollowTheFormulaOfPyTorch(OptimizerStep how) {
        var spec = new Dense(1, SIZE, false, KAIMING_UNIFORM);
        try (var network = engine.build(spec, new ImageShape(1, 1, 1), Seeds.of(1))) {
            var start = network.state().tensors().get("weight").values();
            for (int i = 0; i < SIZE; i++) {
                weights[i] = start[i];
            }
            var random = new RandomStream(2);
            for (int step = 1; step <= STEPS; step++) {
                float[] gradient = random.gaussians(SIZE, 1.0 / step);
                network.forward(Nd4j.createFromArray(1f).reshape(1, 1, 1, 1), Pass.eval());
                network.backward(Nd4j.createFromArray(gradient).reshape(1, 1, 1, SIZE), Wanted.PARAMETERS);
                network.update(how);
                expect(how, gradient, step);
            }

            float[] end = network.state().tensors().get("weight").values();

            for (int i = 0; i < SIZE; i++) {
                assertThat((double) end[i]).isCloseTo(weights[i], within(2e-6));
            }
        }
    }

    private void expect(OptimizerStep how, float[] gradient, int step) {
        for (int i = 0; i < SIZE; i++) {
            if (how instanceof Sgd sgd) {
                double g = gradient[i] + sgd.weightDecay() * weights[i];
                first[i] = step == 1 ? g : sgd.momentum() * first[i] + g;
                weights[i] -= sgd.learningRate() * first[i];
            } else if (how instanceof Adam adam) {
                double g = gradient[i] + adam.weightDecay() * weights[i];
                first[i] = adam.beta1() * first[i] + (1 - adam.beta1()) * g;
                second[i] = adam.beta2() * second[i] + (1 - adam.beta2()) * g * g;
                largest[i] = adam.amsgrad() ? Math.max(largest[i], second[i]) : second[i];
                double root = Math.sqrt(largest[i]) / Math.sqrt(1 - Math.pow(adam.beta2(), step));
                weights[i] -=
                        adam.learningRate() / (1 - Math.pow(adam.beta1(), step)) * first[i] / (root + adam.epsilon());
            }
        }
    }
}
