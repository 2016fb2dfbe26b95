package lab.obscura.engine.defense.autograd;

import java.util.Arrays;
import java.util.Locale;
import lab.obscura.engine.network.Tensor;

/**
 * Numbers in rows and columns, double precision, row after row. The array is not copied: whoever hands it in gives it away.
 *
 * @param values rows · columns of them
 */
public record Matrix(int rows, int columns, double[] values) {

    /** A cache line of doubles. */
    private static final int TURNED_AT_ONCE = 8;

    public Matrix {
        if (values.length != rows * columns) {
            throw new IllegalArgumentException(values.length + " values do not fill " + rows + " × " + columns);
        }
    }

    public static Matrix zeros(int rows, int columns) {
        return new Matrix(rows, columns, new double[rows * columns]);
    }

    /** A single number. */
    public static Matrix of(double value) {
        return new Matrix(1, 1, new double[] {value});
    }

    /** A copy of a tensor with two axes. */
    public static Matrix of(Tensor tensor) {
        float[] values = tensor.values();
        Matrix copy = zeros((int) tensor.shape()[0], (int) tensor.shape()[1]);
        for (int i = 0; i < values.length; i++) {
            copy.values[i] = values[i];
        }
        return copy;
    }

    /** A copy, rounded to what a checkpoint holds. */
    public Tensor toTensor() {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return new Tensor(new long[] {rows, columns}, rounded);
    }

    public double at(int row, int column) {
        return values[row * columns + column];
    }

    /** A copy of one column. */
    public double[] column(int column) {
        double[] result = new double[rows];
        Arrays.setAll(result, row -> at(row, column));
        return result;
    }

    /** The number of a 1 × 1 matrix. */
    public double single() {
        if (values.length != 1) {
            throw new IllegalStateException(rows + " × " + columns + " is not a single number");
        }
        return values[0];
    }

    public Matrix transposed() {
        Matrix result = zeros(columns, rows);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result.values[c * rows + r] = values[r * columns + c];
            }
        }
        return result;
    }

    /**
     * The matrix product: rows of the right factor are added up, four at a time. Each is an array of its own, because Java turns only
     * loops over whole arrays into vector instructions; with them a product takes less than a third of the time.
     */
    public Matrix times(Matrix right) {
        if (columns != right.rows) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d × %d times %d × %d", rows, columns, right.rows, right.columns));
        }
        return product(rowByRow(), right.rowByRow(), right.columns);
    }

    /** The product of this matrix, transposed, with another: the gradient of a weight. */
    public Matrix transposedTimes(Matrix right) {
        if (rows != right.rows) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "(%d × %d)ᵀ times %d × %d", rows, columns, right.rows, right.columns));
        }
        return product(columnByColumn(), right.rowByRow(), right.columns);
    }

    /** The product with another one, transposed: the gradient of what a weight was multiplied with. */
    public Matrix timesTransposed(Matrix right) {
        if (columns != right.columns) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d × %d times (%d × %d)ᵀ", rows, columns, right.rows, right.columns));
        }
        return product(rowByRow(), right.columnByColumn(), right.rows);
    }

    /**
     * @param factors what stands before the sources in each row of the result
     * @param sources of the length of such a row
     */
    private static Matrix product(double[][] factors, double[][] sources, int columns) {
        Matrix result = zeros(factors.length, columns);
        double[] sum = new double[columns];
        for (int r = 0; r < factors.length; r++) {
            double[] own = factors[r];
            Arrays.fill(sum, 0);
            int k = 0;
            for (; k + 4 <= sources.length; k += 4) {
                addFour(own, sources, k, sum);
            }
            for (; k < sources.length; k++) {
                addOne(own[k], sources[k], sum);
            }
            System.arraycopy(sum, 0, result.values, r * columns, columns);
        }
        return result;
    }

    private double[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    private double[][] rowByRow() {
        double[][] all = new double[rows][];
        Arrays.setAll(all, this::row);
        return all;
    }

    /** Some rows at a time, so that what is written side by side is written in one go. */
    private double[][] columnByColumn() {
        double[][] all = new double[columns][rows];
        for (int first = 0; first < rows; first += TURNED_AT_ONCE) {
            int end = Math.min(rows, first + TURNED_AT_ONCE);
            for (int c = 0; c < columns; c++) {
                double[] column = all[c];
                for (int r = first; r < end; r++) {
                    column[r] = values[r * columns + c];
                }
            }
        }
        return all;
    }

    /** Rows {@code first} to {@code first + 3}, each times its factor. */
    private static void addFour(double[] factors, double[][] sources, int first, double[] sum) {
        double fa = factors[first];
        double fb = factors[first + 1];
        double fc = factors[first + 2];
        double fd = factors[first + 3];
        double[] a = sources[first];
        double[] b = sources[first + 1];
        double[] c = sources[first + 2];
        double[] d = sources[first + 3];
        for (int i = 0; i < sum.length; i++) {
            sum[i] += fa * a[i] + fb * b[i] + fc * c[i] + fd * d[i];
        }
    }

    private static void addOne(double factor, double[] source, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * source[i];
        }
    }

    void add(Matrix other) {
        for (int i = 0; i < values.length; i++) {
            values[i] += other.values[i];
        }
    }
}
