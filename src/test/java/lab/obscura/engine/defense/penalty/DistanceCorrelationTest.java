package lab.obscura.engine.defense.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistanceCorrelationTest {

    private static final int COUNT = 9;
    private static final int SIZE = 5;
    private static final int PIXELS = 7;

    private final float[] images = new RandomStream(3).gaussians(COUNT * PIXELS, 1);

    @ParameterizedTest
    @ValueSource(strings = {"euclidean", "squared"})
    void equalsThePlainComputation(String distance) {
        float[] features = new RandomStream(4).gaussians(COUNT * SIZE, 0.3);

        double value = part(distance, 1).at(batch(features), new PartState()).value();

        assertThat(value).isCloseTo(plain(features, distance.equals("squared")), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"euclidean", "squared"})
    void theGradientIsTheSlopeOfTheWeightedValue(String distance) {
        float[] features = new RandomStream(5).gaussians(COUNT * SIZE, 0.3);
        PenaltyValue penalty = part(distance, 2).at(batch(features), new PartState());

        assertThat(IntStream.range(0, features.length)).allSatisfy(i -> {
            float here = features[i];
            features[i] = here + 1e-3f;
            double above = features[i];
            double valueAbove = plain(features, distance.equals("squared"));
            features[i] = here - 1e-3f;
            double valueBelow = plain(features, distance.equals("squared"));
            double derivative = 2 * (valueAbove - valueBelow) / (above - features[i]);
            features[i] = here;
            assertThat((double) penalty.gradient()[i])
                    .isCloseTo(derivative, within(1e-3 * Math.abs(derivative) + 1e-6));
        });
    }

    @Test
    void featuresThatAreTheImagesCorrelateFully() {
        var batch = batch(images.clone());

        assertThat(part("euclidean", 1).at(batch, new PartState()).value()).isCloseTo(1, within(1e-5));
    }

    @Test
    void equalFeaturesGiveNumbers() {
        PenaltyValue penalty = part("euclidean", 1).at(batch(new float[COUNT * SIZE]), new PartState());

        assertThat(penalty.isFinite()).isTrue();
    }

    @Test
    void siftFunnelsFormIsTheSquareWithoutTheSmallConstants() {
        float[] features = new RandomStream(4).gaussians(COUNT * SIZE, 0.3);

        double value = siftFunnel(1).at(batch(features), new PartState()).value();

        assertThat(value).isCloseTo(plainSiftFunnel(features), within(1e-9));
        assertThat(value).isCloseTo(Math.pow(plain(features, false), 2), within(1e-3));
    }

    @Test
    void theGradientOfSiftFunnelsFormIsTheSlopeOfItsWeightedValue() {
        float[] features = new RandomStream(5).gaussians(COUNT * SIZE, 0.3);
        PenaltyValue penalty = siftFunnel(2).at(batch(features), new PartState());

        assertThat(IntStream.range(0, features.length)).allSatisfy(i -> {
            float here = features[i];
            features[i] = here + 1e-3f;
            double above = features[i];
            double valueAbove = plainSiftFunnel(features);
            features[i] = here - 1e-3f;
            double derivative = 2 * (valueAbove - plainSiftFunnel(features)) / (above - features[i]);
            features[i] = here;
            assertThat((double) penalty.gradient()[i])
                    .isCloseTo(derivative, within(1e-3 * Math.abs(derivative) + 1e-6));
        });
    }

    @Test
    void siftFunnelsFormOfEqualFeaturesIsZeroAndDoesNotPush() {
        float[] equal = new float[COUNT * SIZE];
        Arrays.fill(equal, 0.7f);

        PenaltyValue penalty = siftFunnel(1).at(batch(equal), new PartState());

        assertThat(penalty.value()).isZero();
        assertThat(penalty.gradient()).containsOnly(0f);
    }

    private static DistanceCorrelation siftFunnel(double weight) {
        Map<String, Object> settings = Map.of("form", "siftfunnel", "weight", weight);
        return new DistanceCorrelation(DistanceCorrelation.INFO.schema().read("", settings));
    }

    private static DistanceCorrelation part(String distance, double weight) {
        Map<String, Object> settings = Map.of("distance", distance, "weight", weight);
        return new DistanceCorrelation(DistanceCorrelation.INFO.schema().read("", settings));
    }

    private FeatureBatch batch(float[] features) {
        int size = features.length / COUNT;
        return new FeatureBatch(
                new FeatureBatch.Values(new ImageShape(1, 1, size), features, features),
                new int[COUNT],
                2,
                new StepContext(2, 4, 0, 64, 0.01, 0, Seeds.of(1)),
                new FeatureBatch.Images(new ImageShape(1, 1, PIXELS), images, images));
    }

    /** {@code docs/methods/penalties.md#distance-correlation}, word by word. */
    private double plain(float[] features, boolean squared) {
        double[] means = means(features, square -> squared ? square : Math.sqrt(Math.max(square, 1e-7)));
        return Math.sqrt(means[0] + 1e-7) / Math.sqrt(Math.sqrt(means[1] + 1e-7) * Math.sqrt(means[2] + 1e-7));
    }

    private double plainSiftFunnel(float[] features) {
        double[] means = means(features, square -> Math.sqrt(square + 1e-10));
        return means[0] / Math.sqrt(means[1] * means[2]);
    }

    /** Of A ⊙ B, A ⊙ A and B ⊙ B. */
    private double[] means(float[] features, DoubleUnaryOperator distance) {
        double[][] a = centered(images, distance);
        double[][] b = centered(features, distance);
        double[] means = new double[3];
        double n2 = COUNT * COUNT;
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j < COUNT; j++) {
                means[0] += a[i][j] * b[i][j] / n2;
                means[1] += a[i][j] * a[i][j] / n2;
                means[2] += b[i][j] * b[i][j] / n2;
            }
        }
        return means;
    }

    private static double[][] centered(float[] values, DoubleUnaryOperator distance) {
        int size = values.length / COUNT;
        double[][] d = new double[COUNT][COUNT];
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j < COUNT; j++) {
                double square = 0;
                for (int k = 0; k < size; k++) {
                    square += Math.pow((double) values[i * size + k] - values[j * size + k], 2);
                }
                d[i][j] = distance.applyAsDouble(square);
            }
        }
        double[][] result = new double[COUNT][COUNT];
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j < COUNT; j++) {
                double row = 0;
                double column = 0;
                double all = 0;
                for (int k = 0; k < COUNT; k++) {
                    row += d[i][k] / COUNT;
                    column += d[k][j] / COUNT;
                    for (int l = 0; l < COUNT; l++) {
                        all += d[k][l] / (COUNT * COUNT);
                    }
                }
                result[i][j] = d[i][j] - row - column + all;
            }
        }
        return result;
    }
}
