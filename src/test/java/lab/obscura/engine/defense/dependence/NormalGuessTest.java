package lab.obscura.engine.defense.dependence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;

/** The likelihood is asked in {@code InformationTest}. */
class NormalGuessTest {

    private static final int COUNT = 4;
    private static final int CHANNELS = 3;
    private static final int PLACES = 2;
    private static final int SIZE = PLACES * CHANNELS;

    private final float[] x = new RandomStream(1).gaussians(COUNT * SIZE, 1);
    private final float[] output = new RandomStream(2).gaussians(2 * COUNT * SIZE, 1.5);

    @Test
    void theContrastIsThatOfEveryPairOfImages() {
        var all = NormalGuess.Moments.of(x, SIZE);
        double value = NormalGuess.contrast(output, x, all, CHANNELS, new float[output.length]);

        assertThat(value).isCloseTo(plain(doubles(output)), within(1e-5 * Math.abs(value)));
    }

    @Test
    void itsGradientIsTheSlopeOfThePlainValue() {
        float[] gradient = new float[output.length];
        NormalGuess.contrast(output, x, NormalGuess.Moments.of(x, SIZE), CHANNELS, gradient);
        double[] at = doubles(output);

        assertThat(IntStream.range(0, at.length)).allSatisfy(i -> {
            double here = at[i];
            at[i] = here + 1e-5;
            double above = plain(at);
            at[i] = here - 1e-5;
            double slope = (above - plain(at)) / 2e-5;
            at[i] = here;
            assertThat((double) gradient[i]).isCloseTo(slope, within(1e-4 * Math.abs(slope) + 1e-5));
        });
    }

    /** {@code Σ_i Σ_d [−(μ_i − x_i)² + mean_j (μ_i − x_j)²] / (2 exp(v_i))}, pair by pair. */
    private double plain(double[] outputs) {
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            for (int p = 0; p < PLACES; p++) {
                for (int c = 0; c < CHANNELS; c++) {
                    double mean = outputs[(i * PLACES + p) * 2 * CHANNELS + c];
                    double v = 10 * Math.tanh(outputs[(i * PLACES + p) * 2 * CHANNELS + CHANNELS + c] / 10);
                    double others = 0;
                    for (int j = 0; j < COUNT; j++) {
                        others += Math.pow(mean - x[(j * PLACES + p) * CHANNELS + c], 2) / COUNT;
                    }
                    double own = Math.pow(mean - x[(i * PLACES + p) * CHANNELS + c], 2);
                    sum += (others - own) / (2 * Math.exp(v));
                }
            }
        }
        return sum;
    }

    private static double[] doubles(float[] values) {
        return DependenceTest.doubles(values);
    }
}
