package lab.obscura.engine.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.PairScores;
import lab.obscura.engine.stats.Interval;

/**
 * Likeness of local brightness, contrast and structure; 1 for identical images. Wang, Bovik, Sheikh and Simoncelli, 2004, as the
 * CEM paper computes it: a Gaussian window of 11 × 11 with standard deviation 1.5 in each channel, black beyond the rim (the
 * window is not renormalized there), population moments, mean over all pixels and channels.
 *
 * <p>{@code ((2 ma mb + C1)(2 sab + C2)) / ((ma^2 + mb^2 + C1)(sa + sb + C2))}. The window is a product of a row and a column, so
 * it is applied as two passes of 11.
 */
public final class StructuralSimilarity implements Metric {

    private static final int RADIUS = 5;
    private static final double[] WINDOW = window();
    static final double C1 = 0.01 * 0.01;
    static final double C2 = 0.03 * 0.03;
    public static final MetricInfo INFO = new MetricInfo(
            "ssim",
            "Structural similarity",
            new Notation("SSIM", "", 4),
            MetricInfo.Direction.LOWER_IS_MORE_PRIVATE,
            new Interval(-1, 1),
            new MetricVersion(1, "Gaussian window 11x11, sigma 1.5, zero padding, C1 = 1e-4, C2 = 9e-4, per channel"));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public double of(float[] original, float[] reconstruction, ImageShape shape) {
        return of(ImagePair.of(original, reconstruction, shape));
    }

    @Override
    public double of(ImagePair pair) {
        return pair.similarity();
    }

    @Override
    public Optional<double[]> of(PairScores pairs, ImageShape shape) {
        return Optional.of(pairs.similarities());
    }

    /** The weights of the window along a row and along a column. */
    static List<Double> weights() {
        return Arrays.stream(WINDOW).boxed().collect(Collectors.toUnmodifiableList());
    }

    static double between(ImagePair pair) {
        double[] meanA = pair.first().mean();
        double[] meanB = pair.second().mean();
        double[] squareA = pair.first().square();
        double[] squareB = pair.second().square();
        double[] both = pair.product();
        double sum = 0;
        for (int i = 0; i < meanA.length; i++) {
            double varianceA = squareA[i] - meanA[i] * meanA[i];
            double varianceB = squareB[i] - meanB[i] * meanB[i];
            double covariance = both[i] - meanA[i] * meanB[i];
            double likeness = (2 * meanA[i] * meanB[i] + C1) * (2 * covariance + C2);
            sum += likeness / ((meanA[i] * meanA[i] + meanB[i] * meanB[i] + C1) * (varianceA + varianceB + C2));
        }
        return sum / meanA.length;
    }

    static double[] smoothed(double[] values, ImageShape shape) {
        int channels = shape.channels();
        int row = shape.width() * channels;
        double[] along = new double[values.length];
        for (int y = 0; y < shape.height(); y++) {
            for (int k = -RADIUS; k <= RADIUS; k++) {
                int from = Math.max(0, -k * channels);
                int to = Math.min(row, row - k * channels);
                accumulate(values, y * row + from + k * channels, WINDOW[k + RADIUS], along, y * row + from, to - from);
            }
        }
        double[] across = new double[values.length];
        for (int y = 0; y < shape.height(); y++) {
            for (int k = Math.max(-RADIUS, -y); k <= Math.min(RADIUS, shape.height() - 1 - y); k++) {
                accumulate(along, (y + k) * row, WINDOW[k + RADIUS], across, y * row, row);
            }
        }
        return across;
    }

    private static void accumulate(double[] from, int fromStart, double weight, double[] to, int toStart, int count) {
        for (int i = 0; i < count; i++) {
            to[toStart + i] += weight * from[fromStart + i];
        }
    }

    static double[] product(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] * b[i];
        }
        return result;
    }

    private static double[] window() {
        double[] window = new double[2 * RADIUS + 1];
        double sum = 0;
        for (int k = -RADIUS; k <= RADIUS; k++) {
            window[k + RADIUS] = StrictMath.exp(-k * k / (2 * 1.5 * 1.5));
            sum += window[k + RADIUS];
        }
        for (int i = 0; i < window.length; i++) {
            window[i] /= sum;
        }
        return window;
    }
}
