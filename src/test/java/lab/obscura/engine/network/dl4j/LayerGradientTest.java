package lab.obscura.engine.network.dl4j;

import lab.obscura.engine.network.LayerExamples;
import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerGradientTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyGradientAgreesWithFiniteDifferencesInTraining(String name, NetworkSpec spec) {
        FiniteDifferences.check(spec, LayerExamples.IMAGE, 2, Pass.train(Seeds.of(7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyGradientAgreesWithFiniteDifferencesInEvaluation(String name, NetworkSpec spec) {
        FiniteDifferences.check(spec, LayerExamples.IMAGE, 2, Pass.eval());
    }
}
