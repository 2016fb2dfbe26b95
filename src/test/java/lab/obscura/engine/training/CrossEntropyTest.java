package lab.obscura.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        var negative = new LabelSmoothing(LabelSmoothing.INFO.schema().read("", java.util.Map.of("amount", -0.2)));
        var positive = new LabelSmoothing(LabelSmoothing.INFO.schema().read("", java.util.Map.of("amount", 0.2)));

        assertThat(negative.labelSmoothing(4, 8)).isZero();
        assertThat(negative.labelSmoothing(5, 8)).isCloseTo(-0.1, within(1e-12));
        assertThat(negative.labelSmoothing(6, 8)).isEqualTo(-0.2);
        assertThat(positive.labelSmoothing(1, 8)).isEqualTo(0.2);
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
