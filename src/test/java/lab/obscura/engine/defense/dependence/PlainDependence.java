package lab.obscura.engine.defense.dependence;

/** {@code docs/methods/penalties.md#kernel-dependence} word by word: centered on the right only, with explicit inverses. */
final class PlainDependence {

    private PlainDependence() {}

    static double hsic(double[][] a, double[][] b) {
        int n = a.length;
        double[][] ra = normalized(a);
        double[][] rb = normalized(b);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum += ra[i][j] * rb[j][i];
            }
        }
        return sum;
    }

    static double coco(double[][] a, double[][] b) {
        double[][] product =
                product(product(centering(a.length), centeredRight(a)), product(centering(a.length), centeredRight(b)));
        double squares = 0;
        for (double[] row : product) {
            for (double value : row) {
                squares += value * value;
            }
        }
        return Math.sqrt(Math.sqrt(squares)) / a.length;
    }

    static double[][] gaussian(double[] values, int n, double width) {
        int size = values.length / n;
        double[][] kernel = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double square = 0;
                for (int d = 0; d < size; d++) {
                    square += Math.pow(values[i * size + d] - values[j * size + d], 2);
                }
                kernel[i][j] = Math.exp(-square / (2 * width * width * size));
            }
        }
        return kernel;
    }

    static double[][] labels(int[] labels, int classes) {
        int n = labels.length;
        double[][] kernel = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int c = 0; c < classes; c++) {
                    kernel[i][j] += (labels[i] == c ? 1 : 0) * (labels[j] == c ? 1 : 0);
                }
            }
        }
        return kernel;
    }

    /** K H (K H + 1e-5 n I)⁻¹. */
    private static double[][] normalized(double[][] kernel) {
        double[][] right = centeredRight(kernel);
        double[][] shifted = centeredRight(kernel);
        for (int i = 0; i < kernel.length; i++) {
            shifted[i][i] += 1e-5 * kernel.length;
        }
        return product(right, inverse(shifted));
    }

    private static double[][] centeredRight(double[][] kernel) {
        return product(kernel, centering(kernel.length));
    }

    private static double[][] centering(int n) {
        double[][] h = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                h[i][j] = (i == j ? 1 : 0) - 1.0 / n;
            }
        }
        return h;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] result = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    result[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return result;
    }

    /** Gauss and Jordan, with the largest pivot of each column. */
    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, a[i], 0, n);
            a[i][n + i] = 1;
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c; r < n; r++) {
                pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
            }
            double[] swapped = a[c];
            a[c] = a[pivot];
            a[pivot] = swapped;
            double head = a[c][c];
            for (int k = 0; k < 2 * n; k++) {
                a[c][k] /= head;
            }
            for (int r = 0; r < n; r++) {
                double factor = r == c ? 0 : a[r][c];
                for (int k = 0; k < 2 * n; k++) {
                    a[r][k] -= factor * a[c][k];
                }
            }
        }
        double[][] result = new double[n][];
        for (int i = 0; i < n; i++) {
            result[i] = java.util.Arrays.copyOfRange(a[i], n, 2 * n);
        }
        return result;
    }
}
