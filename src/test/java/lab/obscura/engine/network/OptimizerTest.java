package lab.obscura.engine.network;

import static lab.obscura.engine.network.spec.NetworkSpec.Init.KAIMING_UNIFORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.network.PlainOptimizer.Entry;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A dense layer without bias and one input of one: its weight's gradient is the output gradient. */
@ParameterizedClass
@EnumSource(TestEngine.class)
class OptimizerTest {

    private static final int SIZE = 5;
    private static final int STEPS = 6;

    private final Engine engine;
    private final Entry[] expected = new Entry[SIZE];

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
                expected[i] = new Entry(start[i], 0, 0, 0);
            }
            var random = new RandomStream(2);
            for (int step = 1; step <= STEPS; step++) {
                float[] gradient = random.gaussians(SIZE, 1.0 / step);
                network.forward(Batch.of(new float[] {1}, new ImageShape(1, 1, 1)), Pass.eval());
                network.backward(Batch.of(gradient, new ImageShape(1, 1, SIZE)), Wanted.PARAMETERS);
                network.update(how);
                for (int i = 0; i < SIZE; i++) {
                    expected[i] = PlainOptimizer.after(how, expected[i], gradient[i], step);
                }
            }

            float[] end = network.state().tensors().get("weight").values();

            assertThat(IntStream.range(0, SIZE))
                    .allSatisfy(i -> assertThat((double) end[i]).isCloseTo(expected[i].value(), within(2e-6)));
        }
    }
}
