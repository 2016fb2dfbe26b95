package lab.obscura.engine.defense.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class LipschitzTest {

    private static final int COUNT = 6;
    private static final int SIZE = 4;
    private static final int PIXELS = 5;

    private final float[] images = new RandomStream(1).gaussians(COUNT * PIXELS, 1);
    private final float[] features = new RandomStream(2).gaussians(COUNT * SIZE, 1);

    @Test
    void isTheMeanRatioOfDistances() {
        PenaltyValue penalty = part(1).at(batch(features, images, 3), new PartState());

        assertThat(penalty.value()).isCloseTo(plain(doubles(features), 3), within(1e-9));
    }

    @Test
    void theGradientIsTheSlopeOfTheWeightedValue() {
        PenaltyValue penalty = part(2).at(batch(features, images, 3), new PartState());
        double[] at = doubles(features);

        assertThat(IntStream.range(0, at.length)).allSatisfy(i -> {
            double here = at[i];
            at[i] = here + 1e-6;
            double above = plain(at, 3);
            at[i] = here - 1e-6;
            double slope = 2 * (above - plain(at, 3)) / 2e-6;
            at[i] = here;
            assertThat((double) penalty.gradient()[i]).isCloseTo(slope, within(1e-4 * Math.abs(slope) + 1e-6));
        });
    }

    @Test
    void everyStepDrawsOtherPairs() {
        assertThat(part(1).at(batch(features, images, 4), new PartState()).value())
                .isNotEqualTo(
                        part(1).at(batch(features, images, 3), new PartState()).value());
    }

    /** Twice the image is a feature of twice the distance. */
    @Test
    void aScaleIsItsOwnConstant() {
        float[] twice = new float[images.length];
        IntStream.range(0, images.length).forEach(i -> twice[i] = 2 * images[i]);

        assertThat(part(1).at(batch(twice, images, 3), new PartState()).value()).isCloseTo(2, within(1e-5));
    }

    @Test
    void equalImagesAndEqualFeaturesCostNothing() {
        assertThat(part(1).at(batch(features, new float[COUNT * PIXELS], 3), new PartState())
                        .value())
                .isZero();
        PenaltyValue equal = part(1).at(batch(new float[COUNT * SIZE], images, 3), new PartState());
        assertThat(equal.gradient()).containsOnly(0f);
    }

    @Test
    void aSingleImageHasNoPair() {
        var one = FeatureBatch.ofVectors(new float[] {1, 2}, new int[] {0}, 2, step(0));

        assertThat(part(1).at(one, new PartState()).hasGradient()).isFalse();
    }

    private double plain(double[] z, int iteration) {
        int[] order = Seeds.of(1).stream("lipschitz", iteration).permutation(COUNT);
        double sum = 0;
        for (int p = 0; p < COUNT; p++) {
            int i = order[p];
            int j = p + 1 < COUNT ? order[p + 1] : order[0];
            double above = 0;
            double below = 0;
            for (int d = 0; d < SIZE; d++) {
                above += Math.pow(z[i * SIZE + d] - z[j * SIZE + d], 2);
            }
            for (int d = 0; d < PIXELS; d++) {
                below += Math.pow((double) images[i * PIXELS + d] - images[j * PIXELS + d], 2);
            }
            sum += Math.sqrt(above) / (Math.sqrt(below) + 1e-6);
        }
        return sum / COUNT;
    }

    private static Lipschitz part(double weight) {
        return new Lipschitz(Lipschitz.INFO.schema().read("", Map.of("weight", weight)));
    }

    private static FeatureBatch batch(float[] clean, float[] images, int iteration) {
        return new FeatureBatch(
                new FeatureBatch.Values(new ImageShape(1, 1, clean.length / COUNT), clean, clean),
                new int[COUNT],
                2,
                step(iteration),
                new FeatureBatch.Images(new ImageShape(1, 1, PIXELS), images, images));
    }

    private static StepContext step(int iteration) {
        return new StepContext(2, 4, iteration, 64, 0.01, 0, Seeds.of(1));
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
