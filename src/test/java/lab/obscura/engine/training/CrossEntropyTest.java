package lab.obscura.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.training.LabelSmoothing;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {

    private static final int[] LABELS = {2, 0, 1, 2};

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -0.05, -0.9})
    void equalsThePlainComputationWithItsGradient(double smoothing) {
        float[] logits = new RandomStream(2).gaussians(12, 2);
        var result = CrossEntropy.of(logits, LABELS, smoothing);

        assertThat(result.loss()).isCloseTo(plain(logits, smoothing), within(1e-6));
        assertThat(IntStream.range(0, logits.length)).allSatisfy(i -> {
            float here = logits[i];
            logits[i] = here + 1e-3f;
            double above = plain(logits, smoothing);
            logits[i] = here - 1e-3f;
            double below = plain(logits, smoothing);
            logits[i] = here;
            assertThat((double) result.gradient()[i]).isCloseTo((above - below) / 2e-3, within(1e-4));
        });
    }

    @Test
    void aNegativeLossStaysFiniteWhereAProbabilityVanishes() {
        var result = CrossEntropy.of(new float[] {0, 100, 0}, new int[] {1}, -0.3);

        assertThat(result.loss()).isCloseTo(2 * -0.1 * 20, within(1e-6));
        assertThat(result.gradient()[0]).isCloseTo(0f, within(1e-6f));
    }

    @Test
    void negativeSmoothingComesInGraduallyAndPositiveAtOnce() {
        var negative = new LabelSmoothing(LabelSmoothing.INFO.schema().read("", Map.of("amount", -0.2)));
        var positive = new LabelSmoothing(LabelSmoothing.INFO.schema().read("", Map.of("amount", 0.2)));

        assertThat(negative.labelSmoothing(4, 8, 10)).isZero();
        assertThat(negative.labelSmoothing(5, 8, 10)).isCloseTo(-0.1, within(1e-12));
        assertThat(negative.labelSmoothing(6, 8, 10)).isEqualTo(-0.2);
        assertThat(positive.labelSmoothing(1, 8, 10)).isEqualTo(0.2);
    }

    /** SiftFunnel: 1 − e for the class, e/(C − 1) for each other; KL(q ‖ p), mean over the batch. */
    @Test
    void sharesForTheOtherClassesGiveTheDivergenceOfSiftFunnelWithItsGradient() {
        double e = 0.35;
        var rule = new LabelSmoothing(
                LabelSmoothing.INFO.schema().read("", Map.of("amount", e, "spread", "others", "weight", 3.5)));
        float[] logits = new RandomStream(6).gaussians(12, 2);
        var result = CrossEntropy.of(logits, LABELS, rule.labelSmoothing(1, 8, 3));
        double entropy = -(1 - e) * Math.log(1 - e) - e * Math.log(e / 2);

        assertThat(rule.taskWeight()).isEqualTo(3.5);
        assertThat(result.loss() - entropy).isCloseTo(divergence(logits, e), within(1e-6));
        assertThat(IntStream.range(0, logits.length)).allSatisfy(i -> {
            float here = logits[i];
            logits[i] = here + 1e-3f;
            double above = divergence(logits, e);
            logits[i] = here - 1e-3f;
            double below = divergence(logits, e);
            logits[i] = here;
            assertThat((double) result.gradient()[i]).isCloseTo((above - below) / 2e-3, within(1e-4));
        });
    }

    private static double divergence(float[] logits, double e) {
        double sum = 0;
        for (int i = 0; i < LABELS.length; i++) {
            double all = 0;
            for (int c = 0; c < 3; c++) {
                all += Math.exp(logits[3 * i + c]);
            }
            for (int c = 0; c < 3; c++) {
                double q = c == LABELS[i] ? 1 - e : e / 2;
                sum += q * (Math.log(q) - Math.log(Math.exp(logits[3 * i + c]) / all));
            }
        }
        return sum / LABELS.length;
    }

    private static double plain(float[] logits, double smoothing) {
        double loss = 0;
        for (int i = 0; i < LABELS.length; i++) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                sum += Math.exp(logits[3 * i + c]);
            }
            for (int c = 0; c < 3; c++) {
                double target = (c == LABELS[i] ? 1 - smoothing : 0) + smoothing / 3;
                loss -= target * Math.log(Math.exp(logits[3 * i + c]) / sum) / LABELS.length;
            }
        }
        return loss;
    }
}
