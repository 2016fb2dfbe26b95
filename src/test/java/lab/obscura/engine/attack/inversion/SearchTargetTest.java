package lab.obscura.engine.attack.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTargetTest {

    private static final ImageShape FEATURE = new ImageShape(2, 2, 1);
    private static final int COUNT = 5;
    private static final int CLASSES = 3;

    /** Logits by plain loops over the dense layer's weights, in × out. */
    private static double[][] logits(float[] weights, float[] bias, float[] features) {
        double[][] logits = new double[COUNT][CLASSES];
        for (int i = 0; i < COUNT; i++) {
            for (int c = 0; c < CLASSES; c++) {
                logits[i][c] = bias[c];
                for (int j = 0; j < FEATURE.size(); j++) {
                    logits[i][c] += features[i * FEATURE.size() + j] * weights[j * CLASSES + c];
                }
            }
        }
        return logits;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLossIsThatOfTheAnsweredClasses(boolean joint) {
        NetworkSpec spec =
                Layers.sequence(new Flatten(), Dense.of(FEATURE.size(), CLASSES, NetworkSpec.Init.KAIMING_UNIFORM));
        var network = Dl4jEngine.create().build(spec, FEATURE, Seeds.of(4));
        float[] weights = network.state().required("1.weight").values();
        float[] bias = network.state().required("1.bias").values();
        float[] sent = new RandomStream(1).gaussians(COUNT * FEATURE.size(), 2);
        float[] guess = new RandomStream(2).gaussians(COUNT * FEATURE.size(), 1);
        try (var tail = new FrozenNetwork(List.of(network))) {
            var target = SearchTarget.Classes.answered(tail, new SentFeatures(FEATURE, sent), joint);
            float[] gradient = new float[guess.length];

            double loss = target.loss(guess, gradient);

            double[][] answered = logits(weights, bias, sent);
            double[][] now = logits(weights, bias, guess);
            double expected = 0;
            float[] expectedGradient = new float[guess.length];
            for (int i = 0; i < COUNT; i++) {
                int best = 0;
                double sum = 0;
                for (int c = 0; c < CLASSES; c++) {
                    best = answered[i][c] > answered[i][best] ? c : best;
                    sum += Math.exp(now[i][c]);
                }
                double share = joint ? 1.0 / COUNT : 1;
                expected -= share * (now[i][best] - Math.log(sum));
                for (int j = 0; j < FEATURE.size(); j++) {
                    for (int c = 0; c < CLASSES; c++) {
                        double p = Math.exp(now[i][c]) / sum - (c == best ? 1 : 0);
                        expectedGradient[i * FEATURE.size() + j] += (float) (share * p * weights[j * CLASSES + c]);
                    }
                }
            }
            assertThat(target.count()).isEqualTo(COUNT);
            assertThat(Arrays.stream(target.classes()).distinct().count()).isGreaterThan(1);
            assertThat(loss).isCloseTo(expected, within(1e-5));
            assertThat(gradient).containsExactly(expectedGradient, within(1e-5f));
        }
    }
}
