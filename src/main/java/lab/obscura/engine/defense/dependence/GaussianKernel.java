package lab.obscura.engine.defense.dependence;

import java.util.Arrays;
import lab.obscura.engine.defense.autograd.Matrix;

/**
 * The Gaussian kernel of samples, {@code K_ij = exp(−‖a_i − a_j‖² / (2 s² dim))} with dim the length of a sample: s is a width per value,
 * so that the same s serves vectors of any length.
 *
 * @param samples one after the other, {@code matrix.rows()} of them
 * @param scale 2 s² dim
 */
public record GaussianKernel(float[] samples, double scale, Matrix matrix) {

    /** s of the public code of BiDO. */
    public static final double PUBLISHED_WIDTH = 5;

    /**
     * @param width s, above 0
     */
    public static GaussianKernel of(float[] samples, int count, double width) {
        int size = samples.length / count;
        double scale = 2 * width * width * size;
        Matrix kernel = Matrix.zeros(count, count);
        for (int i = 0; i < count; i++) {
            kernel.values()[i * count + i] = 1;
            for (int j = 0; j < i; j++) {
                double value = Math.exp(-squaredDistance(samples, i * size, j * size, size) / scale);
                kernel.values()[i * count + j] = value;
                kernel.values()[j * count + i] = value;
            }
        }
        return new GaussianKernel(samples, scale, kernel);
    }

    private static double squaredDistance(float[] values, int a, int b, int size) {
        double sum = 0;
        for (int d = 0; d < size; d++) {
            double difference = (double) values[a + d] - values[b + d];
            sum += difference * difference;
        }
        return sum;
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

    /** From derivatives with respect to the entries of the kernel, a symmetric matrix, to those with respect to the samples. */
    public float[] gradient(Matrix atKernel) {
        int n = matrix.rows();
        int size = samples.length / n;
        float[] gradient = new float[samples.length];
        double[] sum = new double[size];
        for (int i = 0; i < n; i++) {
            Arrays.fill(sum, 0);
            for (int j = 0; j < n; j++) {
                // (i, j) and (j, i) both move with sample i
                double factor = -2 * atKernel.at(i, j) * matrix.at(i, j) * 2 / scale;
                addDifference(sum, factor, i * size, j * size);
            }
            for (int d = 0; d < size; d++) {
                gradient[i * size + d] = (float) sum[d];
            }
        }
        return gradient;
    }

    private void addDifference(double[] sum, double factor, int a, int b) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += factor * ((double) samples[a + d] - samples[b + d]);
        }
    }
}
