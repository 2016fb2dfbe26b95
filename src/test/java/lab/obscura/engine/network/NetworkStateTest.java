package lab.obscura.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class NetworkStateTest {

    private static final NetworkSpec SPEC = new Sequence(
            List.of(new Convolution(3, 2, 3, 1, 1, true, NetworkSpec.Init.KAIMING_UNIFORM), BatchNorm.of(2)));

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void whatIsLearnedIsEverythingButTheMomentsOfWhateverOptimizer(TestEngine engine) {
        assertThat(List.of(new OptimizerStep.Sgd(0.1, 0.9, 0), new OptimizerStep.Adam(0.1, 0.9, 0.999, 1e-8, 0, true)))
                .allSatisfy(step -> {
                    try (Network network = engine.create().build(SPEC, new ImageShape(6, 6, 3), Seeds.of(1))) {
                        var before = network.state().learned().tensors().keySet();
                        train(network, step);

                        NetworkState state = network.state();

                        assertThat(state.tensors()).hasSizeGreaterThan(before.size());
                        assertThat(state.learned().tensors().keySet())
                                .isEqualTo(before)
                                .isEqualTo(InitialState.of(SPEC, Seeds.of(1))
                                        .tensors()
                                        .keySet());
                    }
                });
    }

    @Test
    void parametersAreTrainedStatisticsAndMomentsAreNot() {
        assertThat(List.of("0.weight", "1.gamma", "1.beta")).allMatch(NetworkState::isTrained);
        assertThat(List.of("1.runningMean", "1.runningVariance", "momentum/0.weight", "adam.m/0.weight", "adam.step"))
                .noneMatch(NetworkState::isTrained);
    }

    private static void train(Network network, OptimizerStep step) {
        INDArray output = ArrayPass.forward(network, RandomArrays.of(1, 4, network.input()), Pass.train(Seeds.of(2)));
        ArrayPass.backward(network, RandomArrays.of(3, 4, network.output()), Wanted.PARAMETERS);
        network.update(step);
    }
}
