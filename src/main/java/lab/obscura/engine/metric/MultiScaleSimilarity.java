package lab.obscura.engine.metric;

import java.util.Arrays;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.stats.Interval;

/**
 * Structural similarity at several sizes of the picture: contrast and structure at each, brightness at the smallest alone. Less strict
 * than {@link StructuralSimilarity} about fine detail that is a little off. Wang, Simoncelli and Bovik, 2003, with that metric's window.
 *
 * <p>{@code prod_j max(0, cs_j)^(w_j) * max(0, ssim_last)^(w_last)} in each channel, mean over channels. Each size is half the one
 * before, by the mean of 2 × 2 pixels, as long as the shorter side has at least 11 pixels; a picture lower than that has its own size alone. Their weights are the
 * first of the paper's five, scaled to sum 1.
 */
public final class MultiScaleSimilarity implements Metric {

    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
    private static final int SMALLEST_SIDE = 11;

    public static final MetricInfo INFO = new MetricInfo(
            "ms-ssim",
            "Multi-scale structural similarity",
            new Notation("MS-SSIM", "", 4),
            MetricInfo.Direction.LOWER_IS_MORE_PRIVATE,
            new Interval(0, 1),
            new MetricVersion(
                    1,
                    "product over sizes of cs^w, ssim^w at the last; halved by 2x2 means while the side is 11 or more,"
                            + " negative terms count 0, window as in ssim, per channel"));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public double of(float[] original, float[] reconstruction, ImageShape shape) {
        MeanSquaredError.between(original, reconstruction, shape); // refuses images of another size
        int sizes = sizes(shape);
        double sum = Arrays.stream(WEIGHTS, 0, sizes).sum();
        double[] products = new double[shape.channels()];
        Arrays.fill(products, 1);
        ImageShape size = shape;
        double[] a = values(original);
        double[] b = values(reconstruction);
        for (int i = 0; i < sizes; i++) {
            boolean isLast = i == sizes - 1;
            double[] terms = terms(a, b, size, isLast);
            for (int c = 0; c < products.length; c++) {
                products[c] *= StrictMath.pow(Math.max(0, terms[c]), WEIGHTS[i] / sum);
            }
            if (!isLast) {
                a = halved(a, size);
                b = halved(b, size);
                size = new ImageShape(size.height() / 2, size.width() / 2, size.channels());
            }
        }
        return Arrays.stream(products).average().orElseThrow();
    }

    private static int sizes(ImageShape shape) {
        int sizes = 1;
        int side = Math.min(shape.height(), shape.width()) / 2;
        while (side >= SMALLEST_SIDE && sizes < WEIGHTS.length) {
            sizes++;
            side /= 2;
        }
        return sizes;
    }

    /** Contrast and structure of each channel, and brightness at the last size. */
    private static double[] terms(double[] a, double[] b, ImageShape shape, boolean withBrightness) {
        double[] meanA = StructuralSimilarity.smoothed(a, shape);
        double[] meanB = StructuralSimilarity.smoothed(b, shape);
        double[] squareA = StructuralSimilarity.smoothed(StructuralSimilarity.product(a, a), shape);
        double[] squareB = StructuralSimilarity.smoothed(StructuralSimilarity.product(b, b), shape);
        double[] both = StructuralSimilarity.smoothed(StructuralSimilarity.product(a, b), shape);
        double[] terms = new double[shape.channels()];
        for (int i = 0; i < a.length; i++) {
            double means = meanA[i] * meanB[i];
            double squares = meanA[i] * meanA[i] + meanB[i] * meanB[i];
            double term = (2 * (both[i] - means) + StructuralSimilarity.C2)
                    / (squareA[i] + squareB[i] - squares + StructuralSimilarity.C2);
            double brightness = (2 * means + StructuralSimilarity.C1) / (squares + StructuralSimilarity.C1);
            terms[i % terms.length] += withBrightness ? term * brightness : term;
        }
        for (int c = 0; c < terms.length; c++) {
            terms[c] *= (double) terms.length / a.length;
        }
        return terms;
    }

    /** A last row or column without a partner is left out. */
    private static double[] halved(double[] image, ImageShape shape) {
        int channels = shape.channels();
        int row = shape.width() * channels;
        int columns = shape.width() / 2;
        double[] half = new double[shape.height() / 2 * columns * channels];
        for (int i = 0; i < half.length; i++) {
            int y = i / (columns * channels);
            int x = i / channels % columns;
            int corner = 2 * y * row + 2 * x * channels + i % channels;
            half[i] = (image[corner] + image[corner + channels] + image[corner + row] + image[corner + row + channels])
                    / 4;
        }
        return half;
    }

    private static double[] values(float[] image) {
        double[] values = new double[image.length];
        for (int i = 0; i < image.length; i++) {
            values[i] = image[i];
        }
        return values;
    }
}
