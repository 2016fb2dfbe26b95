package lab.obscura.engine.defense.penalty;

/**
 * Distances between the samples of a batch, as they are and doubly centered:
 * {@code A_ij = d_ij − mean_j d_ij − mean_i d_ij + mean_ij d_ij}.
 */
final class SampleDistances {

    /** How a distance comes from the sum of squared differences. Each form keeps roots and derivatives finite in its own way. */
    enum Root {
        /** {@code sqrt(max(s, 1e-7))}, of NoPeek's public code. */
        CLIPPED(1e-7),
        /** {@code sqrt(s + 1e-10)}, of SiftFunnel's public code. */
        SHIFTED(1e-10),
        /** s itself. */
        NONE(0);

        private final double floor;

        Root(double floor) {
            this.floor = floor;
        }

        private double distance(double squares) {
            return switch (this) {
                case CLIPPED -> Math.sqrt(Math.max(squares, floor));
                case SHIFTED -> Math.sqrt(squares + floor);
                case NONE -> squares;
            };
        }

        /** Of the distance with respect to the difference, as a factor on that difference. */
        private double derivative(double distance) {
            return switch (this) {
                case CLIPPED -> distance <= Math.sqrt(floor) ? 0 : 1 / distance;
                case SHIFTED -> 1 / distance;
                case NONE -> 2;
            };
        }
    }

    /** Of equal distances rounding leaves a share of 1e-32 of their square; what carries information leaves far more. */
    private static final double ROUNDING = 1e-24;

    private final int n;
    private final Root root;
    private final double[][] distances;
    private final double[][] centered;

    /**
     * @param squares squared distances of n samples, n × n
     * @param n number of samples
     */
    SampleDistances(double[] squares, int n, Root root) {
        this.n = n;
        this.root = root;
        this.distances = distances(squares);
        this.centered = centered();
    }

    /** Doubly centered. */
    double centered(int i, int j) {
        return centered[i][j];
    }

    /** {@code mean(A ⊙ B)}. */
    double meanProduct(SampleDistances other) {
        return mean(centered, other.centered);
    }

    /** Whether all samples are equally far from each other, as when all are the same: then nothing remains to be correlated. */
    boolean tellNothing() {
        return mean(centered, centered) <= ROUNDING * mean(distances, distances);
    }

    /**
     * From derivatives with respect to each distance, n × n, to weights of the differences between samples: the derivatives with respect to
     * sample i are {@code Σ_j w_ij (z_i − z_j)}. Every pair counts twice, as row and as column.
     */
    double[] weights(double[] derivatives) {
        double[] weights = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double weight = 2 * derivatives[i * n + j] * root.derivative(distances[i][j]);
                weights[i * n + j] = weight;
                weights[j * n + i] = weight;
            }
        }
        return weights;
    }

    private double[][] distances(double[] squares) {
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i][j] = root.distance(squares[i * n + j]);
            }
        }
        return result;
    }

    private double[][] centered() {
        double[] means = new double[n]; // of rows and, by symmetry, of columns
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                means[i] += distances[i][j] / n;
            }
            all += means[i] / n;
        }
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i][j] = distances[i][j] - means[i] - means[j] + all;
            }
        }
        return result;
    }

    private double mean(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum / ((double) n * n);
    }
}
