package lab.obscura.engine.defense.cem.bank;

import java.util.Map;
import lab.obscura.engine.network.Tensor;

/**
 * Variances alone. By Hadamard its log-determinant is never smaller than that of the whole covariance.
 *
 * @param variances of each value
 */
public record DiagonalCovariance(float[] variances) implements ClusterCovariance {

    static final String VARIANCES = "diagonal";

    /** Of these members, around their own mean; divides by their number. */
    static DiagonalCovariance of(float[] members, int size) {
        int n = members.length / size;
        double[] mean = new double[size];
        for (int i = 0; i < members.length; i++) {
            mean[i % size] += members[i] / (double) n;
        }
        double[] squares = new double[size];
        for (int i = 0; i < members.length; i++) {
            squares[i % size] += (members[i] - mean[i % size]) * (members[i] - mean[i % size]) / n;
        }
        float[] variances = new float[size];
        for (int d = 0; d < size; d++) {
            variances[d] = (float) squares[d];
        }
        return new DiagonalCovariance(variances);
    }

    @Override
    public Measured logDeterminant(double[][] deviations, double share, double noiseVariance) {
        int n = deviations.length;
        double a = n == 0 ? 0 : share;
        double[][] derivatives = new double[n][variances.length];
        double sum = 0;
        for (int d = 0; d < variances.length; d++) {
            double square = 0;
            for (double[] deviation : deviations) {
                square += deviation[d] * deviation[d] / n;
            }
            double value = a * square + (1 - a) * variances[d] + noiseVariance;
            sum += Math.log(value);
            for (int i = 0; i < n; i++) {
                derivatives[i][d] = 2 * a * deviations[i][d] / (n * value);
            }
        }
        return new Measured(sum, derivatives);
    }

    @Override
    public Map<String, Tensor> tensors() {
        return Map.of(VARIANCES, new Tensor(new long[] {variances.length}, variances));
    }
}
