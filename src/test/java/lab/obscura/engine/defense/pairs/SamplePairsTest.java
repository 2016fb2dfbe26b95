package lab.obscura.engine.defense.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums over pairs in Java and where an engine computes, beside the plain loops. */
class SamplePairsTest {

    private static ResidentWork work;

    @BeforeAll
    static void start() {
        work = TorchEngine.onCpuAsOnACard().batchWork().orElseThrow();
    }

    /** One block of values, several, and a last one that is not full. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "2, 1, 1, 3", "17, 3, 5, 7", "40, 16, 16, 1", "9, 17, 19, 3"})
    void distancesAndPullsAreThoseOfPlainLoopsToTheBitInJavaAndNearlyElsewhere(
            int count, int height, int width, int channels) {
        var shape = new ImageShape(height, width, channels);
        float[] values = new RandomStream(1).gaussians(count * shape.size(), 1);
        double[] weights = symmetric(count);
        double[] distances = plainDistances(values, count);
        float[] pulls = plainPulls(values, count, weights, 0.7);

        var samples = new HostSamples(values, count);
        assertThat(samples.squaredDistances()).containsExactly(distances);
        assertThat(samples.pulled(weights, 0.7)).containsExactly(pulls);
        try (Batch batch = Batch.of(values, shape);
                Batch there = work.plus(batch, List.of());
                Batch pulled = work.pulledTogether(
                        there, Arrays.stream(weights).map(w -> 0.7 * w).toArray())) {
            double largest = Arrays.stream(distances).max().orElseThrow();
            assertThat(work.squaredDistances(List.of(PlacedSamples.of(there))).get(0))
                    .containsExactly(distances, within(1e-12 * largest));
            assertThat(pulled.shape()).isEqualTo(shape);
            assertThat(pulled.values()).containsExactly(pulls, within(1e-5f));
        }
    }

    @Test
    void equalSamplesAreAtNoDistanceWhereverTheyLie() {
        var shape = new ImageShape(8, 8, 3);
        float[] values = new float[6 * shape.size()];
        float[] one = new RandomStream(4).gaussians(shape.size(), 100);
        for (int i = 0; i < 6; i++) {
            System.arraycopy(one, 0, values, i * one.length, one.length);
        }
        try (Batch batch = Batch.of(values, shape);
                Batch there = work.plus(batch, List.of())) {
            assertThat(new HostSamples(values, 6).squaredDistances()).containsOnly(0);
            assertThat(work.squaredDistances(List.of(PlacedSamples.of(there))).get(0))
                    .containsOnly(0);
        }
    }

    @Test
    void severalSetsTakeOneCopyAndAreScaledChannelByChannel() {
        var image = new ImageShape(4, 4, 2);
        var feature = new ImageShape(1, 1, 5);
        float[] images = new RandomStream(5).gaussians(7 * image.size(), 1);
        float[] features = new RandomStream(6).gaussians(7 * feature.size(), 1);
        float[] normalized = images.clone();
        for (int i = 0; i < images.length; i++) {
            normalized[i] = (float) (i % 2 == 0 ? (images[i] - 0.4) / 0.2 : (images[i] - 0.3) / 0.25);
        }
        try (Batch a = Batch.of(features, feature);
                Batch b = Batch.of(images, image)) {
            long copies = HostCopies.count();

            List<double[]> found = work.squaredDistances(
                    List.of(PlacedSamples.of(a), new PlacedSamples(b, List.of(0.4, 0.3), List.of(0.2, 0.25))));

            assertThat(HostCopies.count() - copies).isEqualTo(1);
            assertThat(found.get(0)).containsExactly(plainDistances(features, 7), within(1e-12));
            assertThat(found.get(1)).containsExactly(plainDistances(normalized, 7), within(1e-9));
        }
    }

    @Test
    void refusesSamplesOfDifferentLengthsAndScalesWithoutShifts() {
        assertThatThrownBy(() -> new HostSamples(new float[7], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 values are no whole number for each of 2 samples");
        try (Batch batch = Batch.of(new float[] {1}, new ImageShape(1, 1, 1))) {
            assertThatThrownBy(() -> new PlacedSamples(batch, List.of(0.5), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Every shift needs a scale");
        }
    }

    private static double[] symmetric(int n) {
        var random = new RandomStream(3);
        double[] weights = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                weights[i * n + j] = random.nextGaussian() / n;
                weights[j * n + i] = weights[i * n + j];
            }
        }
        return weights;
    }

    private static double[] plainDistances(float[] values, int n) {
        int size = values.length / n;
        double[] distances = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            for (int d = 0; d < size; d++) {
                double difference = (double) values[i / n * size + d] - values[i % n * size + d];
                distances[i] += difference * difference;
            }
        }
        return distances;
    }

    private static float[] plainPulls(float[] values, int n, double[] weights, double factor) {
        int size = values.length / n;
        float[] pulls = new float[values.length];
        for (int at = 0; at < pulls.length; at++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += weights[at / size * n + j] * ((double) values[at] - values[j * size + at % size]);
            }
            pulls[at] = (float) (factor * sum);
        }
        return pulls;
    }
}
