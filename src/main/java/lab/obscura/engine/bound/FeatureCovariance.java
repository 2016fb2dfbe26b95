package lab.obscura.engine.bound;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The covariance of samples in many dimensions, without ever writing it down when there are fewer samples than dimensions: products of
 * samples hold the same eigenvalues. Divides by n.
 */
public final class FeatureCovariance {

    private final int samples;
    private final int dimensions;
    private final double[] variances;
    private final double[][] products;
    private final double squaredNorm;
    private final double fourthPowers;

    private FeatureCovariance(
            int samples, int dimensions, double[] variances, double[][] products, double fourthPowers) {
        this.samples = samples;
        this.dimensions = dimensions;
        this.variances = variances;
        this.products = products;
        this.squaredNorm = squares(products);
        this.fourthPowers = fourthPowers;
    }

    /** @param values sample after sample, two or more */
    public static FeatureCovariance of(float[] values, int dimensions) {
        int samples = values.length / dimensions;
        if (samples < 2) {
            throw new IllegalArgumentException("A covariance needs two samples, were " + samples);
        }
        float[] centered = centered(values, samples, dimensions);
        double[] variances = new double[dimensions];
        double fourthPowers = 0;
        for (int i = 0; i < samples; i++) {
            double norm = 0;
            for (int d = 0; d < dimensions; d++) {
                double square = (double) centered[i * dimensions + d] * centered[i * dimensions + d];
                variances[d] += square / samples;
                norm += square;
            }
            fourthPowers += norm * norm;
        }
        return new FeatureCovariance(
                samples, dimensions, variances, products(centered, samples, dimensions), fourthPowers);
    }

    private static float[] centered(float[] values, int samples, int dimensions) {
        double[] mean = new double[dimensions];
        for (int i = 0; i < values.length; i++) {
            mean[i % dimensions] += values[i] / (double) samples;
        }
        float[] centered = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            centered[i] = (float) (values[i] - mean[i % dimensions]);
        }
        return centered;
    }

    /** The smaller of {@code XᵀX / n} and {@code XXᵀ / n}: their eigenvalues above zero are the same. */
    private static double[][] products(float[] centered, int samples, int dimensions) {
        try (INDArray x = Nd4j.create(centered, new long[] {samples, dimensions}, 'c')) {
            INDArray turned = x.transpose();
            try (INDArray product = samples < dimensions ? x.mmul(turned) : turned.mmul(x)) {
                double[][] rows = product.toDoubleMatrix();
                for (double[] row : rows) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] /= samples;
                    }
                }
                return rows;
            }
        }
    }

    public int samples() {
        return samples;
    }

    public int dimensions() {
        return dimensions;
    }

    /** Variance per dimension. */
    public double[] variances() {
        return variances.clone();
    }

    public double trace() {
        return Arrays.stream(variances).sum();
    }

    /**
     * {@code (Σ λ)² / Σ λ²} of the eigenvalues: in how many directions samples spread, were they all alike. At most n − 1; 0 when nothing
     * spreads.
     */
    public double participationRatio() {
        return squaredNorm == 0 ? 0 : trace() * trace() / squaredNorm;
    }

    /**
     * How far Ledoit and Wolf (2004) move the covariance towards the multiple of the identity with the same trace: 0 not at all, 1
     * wholly.
     */
    public double shrinkage() {
        double mean = trace() / dimensions;
        double distance = squaredNorm / dimensions - mean * mean;
        if (distance <= 0) {
            return 1;
        }
        double error = (fourthPowers - samples * squaredNorm) / ((double) samples * samples * dimensions);
        return Math.min(1, Math.max(0, error / distance));
    }

    /**
     * {@code log det((1 − a) · Σ + (a · trace / d + variance) · I)} with the shrinkage a.
     *
     * @param variance of independent noise on top
     */
    public double logDeterminant(double variance) {
        double shrinkage = shrinkage();
        double constant = shrinkage * trace() / dimensions + variance;
        if (constant <= 0) {
            throw new IllegalArgumentException("A covariance without noise and spread has no log-determinant");
        }
        double[][] matrix = new double[products.length][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = products[i].clone();
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] *= 1 - shrinkage;
            }
            matrix[i][i] += constant;
        }
        return cholesky(matrix, constant) + (dimensions - matrix.length) * Math.log(constant);
    }

    /** Log-determinant of a matrix, which is overwritten. No eigenvalue, so no pivot, is below the smallest but by rounding. */
    private static double cholesky(double[][] a, double smallest) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double diagonal = a[j][j];
            for (int k = 0; k < j; k++) {
                diagonal -= a[j][k] * a[j][k];
            }
            diagonal = Math.max(smallest, diagonal);
            a[j][j] = Math.sqrt(diagonal);
            sum += Math.log(diagonal);
            for (int i = j + 1; i < a.length; i++) {
                double value = a[i][j];
                for (int k = 0; k < j; k++) {
                    value -= a[i][k] * a[j][k];
                }
                a[i][j] = value / a[j][j];
            }
        }
        return sum;
    }

    private static double squares(double[][] matrix) {
        double sum = 0;
        for (double[] row : matrix) {
            for (double value : row) {
                sum += value * value;
            }
        }
        return sum;
    }
}
