package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;

/**
 * {@code docs/methods/conditional-entropy.md#log-determinant-form} word by word: every covariance is written down, shrunk by the formula
 * of Ledoit and Wolf, and its determinant is found by elimination. Of the part it takes the centers and weights alone.
 */
final class PlainDeterminant {

    private final EpochFeatures features;
    private final ClassMixtures mixtures;
    private final boolean diagonal;
    private final int m;

    PlainDeterminant(EpochFeatures features, ClassMixtures mixtures, boolean diagonal) {
        this.features = features;
        this.mixtures = mixtures;
        this.diagonal = diagonal;
        this.m = features.size();
    }

    /** L_C with the learning rate below which λ is whole. */
    double value(double[] clean, FeatureBatch batch) {
        double variance = features.noiseStandardDeviation() * features.noiseStandardDeviation();
        double sum = 0;
        for (int c = 0; c < mixtures.classes(); c++) {
            double p = count(features.labels(), c) / (double) features.labels().length;
            for (int j = 0; j < mixtures.k(); j++) {
                List<double[]> epoch = members(doubles(features.clean()), features.labels(), c, j);
                if (epoch.isEmpty()) {
                    continue;
                }
                double w = mixtures.weights()[c * mixtures.k() + j];
                List<double[]> own = members(clean, batch.labels(), c, j);
                double perClass = batch.step().samplesPerEpoch() / (double) batch.classes();
                double a = 10 * own.size() / (w * perClass);
                double[][] s = mixture(own, c, j, a >= 1 ? 0.99 : a, covariance(epoch), variance);
                sum += p * w * (-Math.log(w * p) + 0.5 * (logDeterminant(s) - m * Math.log(variance)));
            }
        }
        return sum / m;
    }

    private double[][] mixture(List<double[]> own, int c, int j, double a, double[][] sigma, double variance) {
        double[][] s = new double[m][m];
        for (int d = 0; d < m; d++) {
            for (int e = 0; e < m; e++) {
                double outer = 0;
                for (double[] z : own) {
                    outer += (z[d] - center(c, j, d)) * (z[e] - center(c, j, e)) / own.size();
                }
                boolean left = diagonal && d != e;
                s[d][e] = (left ? 0 : a * outer + (1 - a) * sigma[d][e]) + (d == e ? variance : 0);
            }
        }
        return s;
    }

    private double center(int c, int j, int d) {
        return mixtures.centroids()[(c * mixtures.k() + j) * m + d];
    }

    /** With Σ around the members' mean, divided by n; μ = tr Σ / m, shrunk by b²/d². */
    private double[][] covariance(List<double[]> members) {
        int n = members.size();
        double[] mean = new double[m];
        for (double[] z : members) {
            for (int d = 0; d < m; d++) {
                mean[d] += z[d] / n;
            }
        }
        double[][] sigma = new double[m][m];
        for (double[] z : members) {
            for (int d = 0; d < m; d++) {
                for (int e = 0; e < m; e++) {
                    sigma[d][e] += (z[d] - mean[d]) * (z[e] - mean[e]) / n;
                }
            }
        }
        if (diagonal || n < 2) {
            return sigma;
        }
        double mu = 0;
        for (int d = 0; d < m; d++) {
            mu += sigma[d][d] / m;
        }
        double distance = 0;
        double error = 0;
        for (int d = 0; d < m; d++) {
            for (int e = 0; e < m; e++) {
                distance += Math.pow(sigma[d][e] - (d == e ? mu : 0), 2) / m;
                for (double[] z : members) {
                    error += Math.pow((z[d] - mean[d]) * (z[e] - mean[e]) - sigma[d][e], 2) / m / n / n;
                }
            }
        }
        double shrinkage = distance == 0 ? 1 : Math.min(1, error / distance);
        for (int d = 0; d < m; d++) {
            for (int e = 0; e < m; e++) {
                sigma[d][e] = (1 - shrinkage) * sigma[d][e] + (d == e ? shrinkage * mu : 0);
            }
        }
        return sigma;
    }

    private List<double[]> members(double[] values, int[] labels, int c, int j) {
        var found = new ArrayList<double[]>();
        for (int i = 0; i < labels.length; i++) {
            double[] z = java.util.Arrays.copyOfRange(values, i * m, (i + 1) * m);
            if (labels[i] == c && nearest(z, c) == j) {
                found.add(z);
            }
        }
        return found;
    }

    private int nearest(double[] z, int c) {
        int best = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < mixtures.k(); j++) {
            double distance = 0;
            for (int d = 0; d < m; d++) {
                distance += Math.pow(z[d] - center(c, j, d), 2);
            }
            if (distance < smallest) {
                smallest = distance;
                best = j;
            }
        }
        return best;
    }

    /** By elimination without pivots, which a positive definite matrix does not need. */
    private static double logDeterminant(double[][] matrix) {
        int n = matrix.length;
        double sum = 0;
        for (int p = 0; p < n; p++) {
            sum += Math.log(matrix[p][p]);
            for (int r = p + 1; r < n; r++) {
                double factor = matrix[r][p] / matrix[p][p];
                for (int k = p; k < n; k++) {
                    matrix[r][k] -= factor * matrix[p][k];
                }
            }
        }
        return sum;
    }

    private static int count(int[] labels, int label) {
        return (int) java.util.Arrays.stream(labels).filter(l -> l == label).count();
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
