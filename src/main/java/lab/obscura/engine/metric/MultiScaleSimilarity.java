package lab.obscura.engine.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.PairScores;
import lab.obscura.engine.network.batch.SimilarityRule;
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
        return of(ImagePair.of(original, reconstruction, shape));
    }

    @Override
    public double of(ImagePair pair) {
        List<Double> exponents = exponents(pair.shape());
        double[] products = new double[pair.shape().channels()];
        Arrays.fill(products, 1);
        ImagePair size = pair;
        for (int i = 0; i < exponents.size(); i++) {
            boolean isLast = i == exponents.size() - 1;
            double[] terms = terms(size, isLast);
            for (int c = 0; c < products.length; c++) {
                products[c] *= StrictMath.pow(Math.max(0, terms[c]), exponents.get(i));
            }
            size = isLast ? size : size.half();
        }
        return Arrays.stream(products).average().orElseThrow();
    }

    @Override
    public Optional<double[]> of(PairScores pairs, ImageShape shape) {
        return Optional.of(pairs.multiScale());
    }

    /** All that an engine has to know to work out this metric and structural similarity for images of this shape. */
    public static SimilarityRule rule(ImageShape shape) {
        return new SimilarityRule(
                StructuralSimilarity.weights(), StructuralSimilarity.C1, StructuralSimilarity.C2, exponents(shape));
    }

    /** One for each size. */
    private static List<Double> exponents(ImageShape shape) {
        int sizes = sizes(shape);
        double sum = Arrays.stream(WEIGHTS, 0, sizes).sum();
        return Arrays.stream(WEIGHTS, 0, sizes).mapToObj(weight -> weight / sum).toList();
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
    private static double[] terms(ImagePair pair, boolean withBrightness) {
        double[] meanA = pair.first().mean();
        double[] meanB = pair.second().mean();
        double[] squareA = pair.first().square();
        double[] squareB = pair.second().square();
        double[] both = pair.product();
        double[] terms = new double[pair.shape().channels()];
        for (int i = 0; i < meanA.length; i++) {
            double means = meanA[i] * meanB[i];
            double squares = meanA[i] * meanA[i] + meanB[i] * meanB[i];
            double term = (2 * (both[i] - means) + StructuralSimilarity.C2)
                    / (squareA[i] + squareB[i] - squares + StructuralSimilarity.C2);
            double brightness = (2 * means + StructuralSimilarity.C1) / (squares + StructuralSimilarity.C1);
            terms[i % terms.length] += withBrightness ? term * brightness : term;
        }
        for (int c = 0; c < terms.length; c++) {
            terms[c] *= (double) terms.length / meanA.length;
        }
        return terms;
    }
}
