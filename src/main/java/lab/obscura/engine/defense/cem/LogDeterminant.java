package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;

/**
 * What the penalty stands for: the mean logarithm of the eigenvalues of the clusters' covariances, noise included,
 * {@code mean_c sum_j w_cj · (2/m) · sum(log diag chol(Cov_cj + σ²I))} ({@code docs/methods/conditional-entropy.md#log-determinant}). A
 * diagnostic; nothing is trained with
 * it.
 */
final class LogDeterminant {

    /** A covariance of more values takes minutes; its diagonal then has to do. */
    private static final int LARGEST_COVARIANCE = 1024;

    private static final double SMALLEST = 1e-12;

    private LogDeterminant() {}

    /** Mean over the classes that have a mixture; clusters with a single member add nothing. */
    static double mean(ClassMixtures mixtures, EpochFeatures features) {
        double sum = 0;
        int counted = 0;
        for (int label = 0; label < mixtures.classes(); label++) {
            if (mixtures.has(label)) {
                sum += ofClass(mixtures, features, label);
                counted++;
            }
        }
        return counted == 0 ? 0 : sum / counted;
    }

    private static double ofClass(ClassMixtures mixtures, EpochFeatures features, int label) {
        List<List<Integer>> clusters = new ArrayList<>();
        for (int j = 0; j < mixtures.k(); j++) {
            clusters.add(new ArrayList<>());
        }
        int members = 0;
        for (int i = 0; i < features.labels().length; i++) {
            if (features.labels()[i] == label) {
                clusters.get(mixtures.nearest(features.clean(), i, label)).add(i);
                members++;
            }
        }
        double sum = 0;
        for (List<Integer> cluster : clusters) {
            if (cluster.size() > 1) {
                double share = (double) cluster.size() / members;
                sum += share * meanLogEigenvalue(centered(features, cluster), features.noiseStandardDeviation());
            }
        }
        return sum;
    }

    private static Matrix centered(EpochFeatures features, List<Integer> cluster) {
        int size = features.size();
        double[] mean = new double[size];
        Matrix result = Matrix.zeros(cluster.size(), size);
        for (int i = 0; i < cluster.size(); i++) {
            for (int d = 0; d < size; d++) {
                double value = features.clean()[cluster.get(i) * size + d];
                result.values()[i * size + d] = value;
                mean[d] += value / cluster.size();
            }
        }
        for (int i = 0; i < result.values().length; i++) {
            result.values()[i] -= mean[i % size];
        }
        return result;
    }

    /** Of the covariance of these centered rows and noise; the mean log diagonal where there is no Cholesky factor. */
    static double meanLogEigenvalue(Matrix centered, double noise) {
        int m = centered.columns();
        if (m <= LARGEST_COVARIANCE) {
            Matrix covariance = centered.transposedTimes(centered);
            for (int i = 0; i < covariance.values().length; i++) {
                covariance.values()[i] /= centered.rows() - 1;
            }
            for (int d = 0; d < m; d++) {
                covariance.values()[d * m + d] += noise * noise;
            }
            double sum = choleskyLogDiagonal(covariance);
            if (Double.isFinite(sum)) {
                return 2 * sum / m;
            }
        }
        return meanLogDiagonal(centered, noise);
    }

    /** Sum of the logarithms of the factor's diagonal; not a number when the matrix is not positive definite. */
    private static double choleskyLogDiagonal(Matrix matrix) {
        double[] l = matrix.values();
        int m = matrix.rows();
        double sum = 0;
        for (int r = 0; r < m; r++) {
            for (int c = 0; c <= r; c++) {
                double rest = l[r * m + c];
                for (int k = 0; k < c; k++) {
                    rest -= l[r * m + k] * l[c * m + k];
                }
                if (r == c && rest <= SMALLEST * l[r * m + r]) {
                    return Double.NaN; // what is left is rounding
                }
                l[r * m + c] = r == c ? Math.sqrt(rest) : rest / l[c * m + c];
            }
            sum += Math.log(l[r * m + r]);
        }
        return sum;
    }

    private static double meanLogDiagonal(Matrix centered, double noise) {
        int m = centered.columns();
        double[] squares = new double[m];
        for (int i = 0; i < centered.values().length; i++) {
            squares[i % m] += centered.values()[i] * centered.values()[i] / (centered.rows() - 1);
        }
        double sum = 0;
        for (double square : squares) {
            sum += Math.log(Math.max(square + noise * noise, SMALLEST)) / m;
        }
        return sum;
    }
}
