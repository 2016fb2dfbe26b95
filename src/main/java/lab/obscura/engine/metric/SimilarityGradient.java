package lab.obscura.engine.metric;

import lab.obscura.engine.data.images.ImageShape;

/**
 * Structural similarity of two images and its gradient with respect to the second: for networks that are trained on it. Value and
 * window are those of the metric {@code ssim}.
 *
 * @param value of the metric
 * @param gradient one number per value of the image
 */
public record SimilarityGradient(double value, double[] gradient) {

    /** @param rebuilt the image that the gradient belongs to */
    public static SimilarityGradient of(double[] original, double[] rebuilt, ImageShape shape) {
        double[] meanA = StructuralSimilarity.smoothed(original, shape);
        double[] meanB = StructuralSimilarity.smoothed(rebuilt, shape);
        double[] squareA = StructuralSimilarity.smoothed(StructuralSimilarity.product(original, original), shape);
        double[] squareB = StructuralSimilarity.smoothed(StructuralSimilarity.product(rebuilt, rebuilt), shape);
        double[] both = StructuralSimilarity.smoothed(StructuralSimilarity.product(original, rebuilt), shape);
        int n = original.length;
        double sum = 0;
        // Gradients with respect to the three smoothed images that contain b: its mean, its square, its product with a.
        double[] byMean = new double[n];
        double[] bySquare = new double[n];
        double[] byProduct = new double[n];
        for (int i = 0; i < n; i++) {
            double a = meanA[i];
            double b = meanB[i];
            double brightness = 2 * a * b + StructuralSimilarity.C1;
            double structure = 2 * (both[i] - a * b) + StructuralSimilarity.C2;
            double means = a * a + b * b + StructuralSimilarity.C1;
            double variances = squareA[i] - a * a + squareB[i] - b * b + StructuralSimilarity.C2;
            double value = brightness * structure / (means * variances);
            sum += value;
            byMean[i] = 2 * a * (structure - brightness) / (means * variances)
                    + 2 * b * value * (1 / variances - 1 / means);
            bySquare[i] = -value / variances;
            byProduct[i] = 2 * brightness / (means * variances);
        }
        // The window is symmetric, so the way back through it is the way forward.
        double[] mean = StructuralSimilarity.smoothed(byMean, shape);
        double[] square = StructuralSimilarity.smoothed(bySquare, shape);
        double[] product = StructuralSimilarity.smoothed(byProduct, shape);
        double[] gradient = new double[n];
        for (int i = 0; i < n; i++) {
            gradient[i] = (mean[i] + 2 * rebuilt[i] * square[i] + original[i] * product[i]) / n;
        }
        return new SimilarityGradient(sum / n, gradient);
    }
}
