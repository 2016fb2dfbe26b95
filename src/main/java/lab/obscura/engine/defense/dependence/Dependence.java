package lab.obscura.engine.defense.dependence;

import lab.obscura.engine.defense.autograd.Cholesky;
import lab.obscura.engine.defense.autograd.Matrix;

/**
 * How far two sets of n samples depend on each other, read off their kernel matrices; {@code
 * docs/methods/penalties.md#kernel-dependence}. Both are 0 for one sample, whatever it is: whoever asks needs two or more.
 */
public enum Dependence {

    /**
     * The normalized criterion of Hilbert and Schmidt: {@code trace(R_a R_b)} with {@code R = K H (K H + 10⁻⁵ n I)⁻¹}, between 0 and
     * n − 1. Centering both sides, H K H, gives the same trace and matrices that have a Cholesky factor.
     */
    HSIC {
        @Override
        public Measured between(Matrix first, Matrix second) {
            double ridge = RIDGE * first.rows();
            Matrix a = centered(first);
            Matrix b = centered(second);
            Cholesky factor = factor(a, ridge);
            Matrix ra = factor.solve(a);
            Matrix rb = factor(b, ridge).solve(b);
            double value = 0;
            for (int i = 0; i < first.rows(); i++) {
                for (int j = 0; j < first.rows(); j++) {
                    value += ra.at(i, j) * rb.at(j, i);
                }
            }
            // R = I − ridge (A + ridge I)⁻¹, so dR = ridge (A + ridge I)⁻¹ dA (A + ridge I)⁻¹
            Matrix between = factor.solve(factor.solve(rb).transposed());
            return new Measured(value, symmetric(centered(between), ridge));
        }

        private Cholesky factor(Matrix centered, double ridge) {
            Matrix shifted = new Matrix(
                    centered.rows(), centered.columns(), centered.values().clone());
            for (int i = 0; i < shifted.rows(); i++) {
                shifted.values()[i * shifted.columns() + i] += ridge;
            }
            return Cholesky.of(shifted);
        }
    },

    /** The constrained covariance as BiDO's public code computes it: {@code sqrt(‖H K_a H · H K_b H‖_F) / n}. */
    COCO {
        @Override
        public Measured between(Matrix first, Matrix second) {
            int n = first.rows();
            Matrix a = centered(first);
            Matrix b = centered(second);
            Matrix product = a.times(b);
            double squares = 0;
            for (double value : product.values()) {
                squares += value * value;
            }
            double norm = Math.sqrt(squares);
            if (norm == 0) {
                return new Measured(0, Matrix.zeros(n, n)); // the root has no derivative there
            }
            return new Measured(Math.sqrt(norm) / n, symmetric(product.times(b), 1 / (2 * n * norm * Math.sqrt(norm))));
        }
    };

    /** Per sample, on the diagonal of what HSIC divides by. */
    private static final double RIDGE = 1e-5;

    /**
     * A dependence, and where it goes.
     *
     * @param atFirst derivatives with respect to the entries of the first kernel, symmetric
     */
    public record Measured(double value, Matrix atFirst) {}

    /** Of two kernel matrices of the same samples, symmetric and positive semidefinite. */
    public abstract Measured between(Matrix first, Matrix second);

    /** {@code H K H} with {@code H = I − 11ᵀ/n}. */
    static Matrix centered(Matrix kernel) {
        int n = kernel.rows();
        double[] rows = new double[n];
        double[] columns = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i] += kernel.at(i, j) / n;
                columns[j] += kernel.at(i, j) / n;
                all += kernel.at(i, j) / n / n;
            }
        }
        Matrix result = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result.values()[i * n + j] = kernel.at(i, j) - rows[i] - columns[j] + all;
            }
        }
        return result;
    }

    private static Matrix symmetric(Matrix matrix, double factor) {
        int n = matrix.rows();
        Matrix result = Matrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result.values()[i * n + j] = factor * (matrix.at(i, j) + matrix.at(j, i)) / 2;
            }
        }
        return result;
    }
}
