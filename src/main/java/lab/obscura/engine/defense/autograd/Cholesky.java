package lab.obscura.engine.defense.autograd;

/** The lower triangle L of a symmetric, positive definite matrix {@code A = L Lᵀ}: solves with it, and its log-determinant. */
public final class Cholesky {

    private final int n;
    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.n = lower.length;
        this.lower = lower;
    }

    /**
     * Of a symmetric matrix, of which the lower triangle is read.
     *
     * @throws IllegalArgumentException when the matrix is not positive definite
     */
    public static Cholesky of(Matrix matrix) {
        int n = matrix.rows();
        double[][] l = new double[n][];
        for (int i = 0; i < n; i++) {
            l[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double rest = matrix.at(i, j);
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                if (i == j && !(rest > 0)) {
                    throw new IllegalArgumentException("No Cholesky factor: pivot " + i + " of " + n + " is " + rest);
                }
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
        return new Cholesky(l);
    }

    /** {@code A⁻¹ B}, by substitution. */
    public Matrix solve(Matrix right) {
        int columns = right.columns();
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            x[i] = java.util.Arrays.copyOfRange(right.values(), i * columns, (i + 1) * columns);
            for (int k = 0; k < i; k++) {
                subtract(x[i], lower[i][k], x[k]);
            }
            divide(x[i], lower[i][i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                subtract(x[i], lower[k][i], x[k]);
            }
            divide(x[i], lower[i][i]);
        }
        Matrix result = Matrix.zeros(n, columns);
        for (int i = 0; i < n; i++) {
            System.arraycopy(x[i], 0, result.values(), i * columns, columns);
        }
        return result;
    }

    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 2 * Math.log(lower[i][i]);
        }
        return sum;
    }

    private static void subtract(double[] from, double factor, double[] row) {
        for (int c = 0; c < from.length; c++) {
            from[c] -= factor * row[c];
        }
    }

    private static void divide(double[] row, double by) {
        for (int c = 0; c < row.length; c++) {
            row[c] /= by;
        }
    }
}
