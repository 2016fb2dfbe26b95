package lab.obscura.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    @Test
    void distanceCorrelationOfThreePointsIsWhatPaperAndPencilGive() {
        // x = 0, 1, 2 and z = 0, 1, 0: doubly centred sums 72/81, 360/81 and 144/81, so (B) is 72 / sqrt(360 · 144).
        var forms = DistanceCorrelation.of(new float[][] {{0}, {1}, {2}}, new float[][] {{0}, {1}, {0}});

        assertThat(forms.siftFunnel()).isCloseTo(72 / Math.sqrt(360.0 * 144), within(1e-3));
        assertThat(forms.noPeek() * forms.noPeek()).isCloseTo(forms.siftFunnel(), within(1e-3));
    }

    @Test
    void whatIsOnlyScaledIsWhollyCorrelated() {
        float[][] x = samples(20, 3, 1);
        float[][] z = java.util.Arrays.stream(x)
                .map(row -> new float[] {-2 * row[0], -2 * row[1], -2 * row[2]})
                .toArray(float[][]::new);

        assertThat(DistanceCorrelation.of(x, z).siftFunnel()).isCloseTo(1, within(1e-3));
    }

    @Test
    void independentDataStillLookCorrelatedWhenTheyAreFew() {
        double few =
                DistanceCorrelation.of(samples(20, 3, 1), samples(20, 3, 2)).siftFunnel();
        double many =
                DistanceCorrelation.of(samples(400, 3, 1), samples(400, 3, 2)).siftFunnel();

        assertThat(few).isGreaterThan(0.05);
        assertThat(many).isLessThan(few);
    }

    @Test
    void histogramEntropyOfAnEvenSpreadIsTheLogarithmOfTheBins() {
        float[] values = new float[512];
        IntStream.range(0, 512).forEach(i -> values[i] = i / 2);

        assertThat(FeatureEntropy.histogram(values, 1)).isCloseTo(Math.log(256), within(1e-9));
        assertThat(FeatureEntropy.histogram(new float[10], 1)).isZero();
    }

    @Test
    void theAlarmRingsWhenAnErrorIsSmallerThanCanBe() {
        double[] errors = {0.010, 0.012, 0.011, 0.009};

        assertThat(ConditionalEntropyFactor.contradicts(0.02, errors)).isTrue();
        assertThat(ConditionalEntropyFactor.contradicts(0.011, errors)).isFalse();
        assertThat(ConditionalEntropyFactor.contradicts(0.001, errors)).isFalse();
    }

    private static float[][] samples(int count, int size, long seed) {
        var random = new RandomStream(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> random.gaussians(size, 1))
                .toArray(float[][]::new);
    }
}
