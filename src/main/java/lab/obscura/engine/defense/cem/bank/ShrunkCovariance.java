package lab.obscura.engine.defense.cem.bank;

import java.util.Map;
import lab.obscura.engine.bound.FeatureCovariance;
import lab.obscura.engine.defense.autograd.Cholesky;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.network.Tensor;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The covariance that Ledoit and Wolf shrink towards a multiple of the identity, by its eigenvalues: {@code Σ = f I + Vᵀ diag(λ) V}. In
 * this form every step of a training solves with {@code (1 − a) Σ + σ² I} for any a without a factorization.
 *
 * @param size m
 * @param floor f
 * @param values λ, above 0: at most as many as samples, and as m
 * @param directions V: as many rows of m values, orthonormal
 */
public record ShrunkCovariance(int size, double floor, float[] values, float[] directions)
        implements ClusterCovariance {

    static final String FLOOR = "floor";
    static final String VALUES = "eigenvalues";
    static final String DIRECTIONS = "directions";

    /** Smaller ones are rounding. */
    private static final double SMALLEST_SHARE = 1e-9;

    /** Of these members, around their own mean; a single one does not spread. */
    static ShrunkCovariance of(float[] members, int size) {
        int n = members.length / size;
        if (n < 2) {
            return new ShrunkCovariance(size, 0, new float[0], new float[0]);
        }
        var covariance = FeatureCovariance.of(members, size);
        double shrinkage = covariance.shrinkage();
        double floor = shrinkage * covariance.trace() / size;
        Matrix x = centered(members, n, size);
        return n < size ? fromProducts(x, shrinkage, floor) : fromCovariance(x, shrinkage, floor);
    }

    private static Matrix centered(float[] members, int n, int size) {
        double[] mean = new double[size];
        for (int i = 0; i < members.length; i++) {
            mean[i % size] += members[i] / (double) n;
        }
        Matrix x = Matrix.zeros(n, size);
        for (int i = 0; i < members.length; i++) {
            x.values()[i] = members[i] - mean[i % size];
        }
        return x;
    }

    /** {@code XXᵀ/n} has the same eigenvalues above zero, and {@code Xᵀu} is an eigenvector of {@code XᵀX}. */
    private static ShrunkCovariance fromProducts(Matrix x, double shrinkage, double floor) {
        Eigen eigen = Eigen.of(x.timesTransposed(x), x.rows());
        Matrix directions = eigen.vectors().times(x);
        for (int r = 0; r < directions.rows(); r++) {
            double length = Math.sqrt(eigen.values()[r] * x.rows());
            for (int d = 0; d < x.columns(); d++) {
                directions.values()[r * x.columns() + d] /= length;
            }
        }
        return of(x.columns(), floor, shrinkage, new Eigen(eigen.values(), directions));
    }

    private static ShrunkCovariance fromCovariance(Matrix x, double shrinkage, double floor) {
        return of(x.columns(), floor, shrinkage, Eigen.of(x.transposedTimes(x), x.rows()));
    }

    private static ShrunkCovariance of(int size, double floor, double shrinkage, Eigen eigen) {
        float[] values = new float[shrinkage < 1 ? eigen.values().length : 0];
        for (int r = 0; r < values.length; r++) {
            values[r] = (float) ((1 - shrinkage) * eigen.values()[r]);
        }
        return new ShrunkCovariance(
                size,
                floor,
                values,
                values.length == 0 ? new float[0] : eigen.vectors().toTensor().values());
    }

    /** Eigenvalues that are more than rounding, with their vectors as rows. */
    private record Eigen(double[] values, Matrix vectors) {

        static Eigen of(Matrix products, int samples) {
            int n = products.rows();
            var matrix = new Array2DRowRealMatrix(n, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    matrix.setEntry(i, j, products.at(i, j) / samples);
                    matrix.setEntry(j, i, products.at(i, j) / samples);
                }
            }
            var eigen = new EigenDecomposition(matrix);
            double[] all = eigen.getRealEigenvalues();
            double trace = matrix.getTrace();
            int[] kept = java.util.stream.IntStream.range(0, n)
                    .filter(r -> all[r] > SMALLEST_SHARE * trace)
                    .toArray();
            Matrix vectors = Matrix.zeros(kept.length, n);
            double[] values = new double[kept.length];
            for (int r = 0; r < kept.length; r++) {
                values[r] = all[kept[r]];
                System.arraycopy(eigen.getEigenvector(kept[r]).toArray(), 0, vectors.values(), r * n, n);
            }
            return new Eigen(values, vectors);
        }
    }

    /** The determinant and the inverse after a change of low rank: {@code det(B + DᵀD a/n) = det B · det(I + D B⁻¹ Dᵀ a/n)}. */
    @Override
    public Measured logDeterminant(double[][] deviations, double share, double noiseVariance) {
        int n = deviations.length;
        double a = n == 0 ? 0 : share;
        double constant = (1 - a) * floor + noiseVariance;
        double value = (size - values.length) * Math.log(constant);
        for (float eigenvalue : values) {
            value += Math.log(constant + (1 - a) * eigenvalue);
        }
        if (n == 0) {
            return new Measured(value, deviations);
        }
        Matrix rows = rows(deviations);
        Matrix solved = solved(rows, 1 - a, constant);
        Matrix inner = rows.timesTransposed(solved);
        for (int i = 0; i < inner.values().length; i++) {
            inner.values()[i] = inner.values()[i] * a / n + (i % (n + 1) == 0 ? 1 : 0);
        }
        Cholesky factor = Cholesky.of(inner);
        Matrix pull = factor.solve(solved);
        double[][] derivatives = new double[n][size];
        for (int i = 0; i < pull.values().length; i++) {
            derivatives[i / size][i % size] = 2 * a / n * pull.values()[i];
        }
        return new Measured(value + factor.logDeterminant(), derivatives);
    }

    private Matrix rows(double[][] deviations) {
        Matrix rows = Matrix.zeros(deviations.length, size);
        for (int i = 0; i < deviations.length; i++) {
            System.arraycopy(deviations[i], 0, rows.values(), i * size, size);
        }
        return rows;
    }

    /** {@code ((1 − a) Vᵀ diag(λ) V + constant I)⁻¹} of each row. */
    private Matrix solved(Matrix rows, double factor, double constant) {
        double[][] along = new double[rows.rows()][values.length];
        for (int i = 0; i < rows.rows(); i++) {
            for (int r = 0; r < values.length; r++) {
                double sum = 0;
                for (int d = 0; d < size; d++) {
                    sum += directions[r * size + d] * rows.values()[i * size + d];
                }
                along[i][r] = sum * factor * values[r] / (constant * (constant + factor * values[r]));
            }
        }
        Matrix result = Matrix.zeros(rows.rows(), size);
        for (int i = 0; i < rows.rows(); i++) {
            for (int d = 0; d < size; d++) {
                result.values()[i * size + d] = rows.values()[i * size + d] / constant;
            }
            for (int r = 0; r < values.length; r++) {
                for (int d = 0; d < size; d++) {
                    result.values()[i * size + d] -= along[i][r] * directions[r * size + d];
                }
            }
        }
        return result;
    }

    @Override
    public Map<String, Tensor> tensors() {
        return Map.of(
                FLOOR, new Tensor(new long[] {1}, new float[] {(float) floor}),
                VALUES, new Tensor(new long[] {values.length}, values),
                DIRECTIONS, new Tensor(new long[] {values.length, size}, directions));
    }
}
