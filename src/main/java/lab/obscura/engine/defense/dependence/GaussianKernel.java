package lab.obscura.engine.defense.dependence;

import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.pairs.HostSamples;

/**
 * The Gaussian kernel of samples, {@code K_ij = exp(−‖a_i − a_j‖² / (2 s² dim))} with dim the length of a sample: s is a width per value,
 * so that the same s serves vectors of any length.
 *
 * @param scale 2 s² dim
 */
public record GaussianKernel(double scale, Matrix matrix) {

    /** s of the public code of BiDO. */
    public static final double PUBLISHED_WIDTH = 5;

    /**
     * @param samples one after the other
     * @param width s, above 0
     */
    public static GaussianKernel of(float[] samples, int count, double width) {
        return of(new HostSamples(samples, count).squaredDistances(), count, samples.length / count, width);
    }

    /**
     * @param squares squared distances of the samples, count × count
     * @param size values of a sample
     */
    public static GaussianKernel of(double[] squares, int count, int size, double width) {
        double scale = 2 * width * width * size;
        Matrix kernel = Matrix.zeros(count, count);
        for (int i = 0; i < count; i++) {
            kernel.values()[i * count + i] = 1;
            for (int j = 0; j < i; j++) {
                double value = Math.exp(-squares[i * count + j] / scale);
                kernel.values()[i * count + j] = value;
                kernel.values()[j * count + i] = value;
            }
        }
        return new GaussianKernel(scale, kernel);
    }

    /** The linear kernel Y Yᵀ of one-hot labels: 1 for samples of the same class, 0 for others. */
    public static Matrix ofLabels(int[] labels) {
        int n = labels.length;
        Matrix kernel = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                kernel.values()[i * n + j] = labels[i] == labels[j] ? 1 : 0;
            }
        }
        return kernel;
    }

    /**
     * From derivatives with respect to the entries of the kernel, a symmetric matrix, to weights of the differences between samples: the
     * derivatives with respect to sample i are {@code Σ_j w_ij (a_i − a_j)}.
     */
    public double[] weights(Matrix atKernel) {
        int n = matrix.rows();
        double[] weights = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                // (i, j) and (j, i) both move with sample i
                weights[i * n + j] = -2 * atKernel.at(i, j) * matrix.at(i, j) * 2 / scale;
            }
        }
        return weights;
    }
}
