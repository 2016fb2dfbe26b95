package lab.obscura.engine.defense.gradient;

import lab.obscura.engine.network.Tensor;

/**
 * Numbers in rows and columns, double precision, row after row. The array is not copied: whoever hands it in gives it away.
 *
 * @param values rows · columns of them
 */
public record Matrix(int rows, int columns, double[] values) {

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

    /** The matrix product. Rows of the right factor are added up, so that the innermost loop runs over neighbours. */
    public Matrix times(Matrix right) {
        if (columns != right.rows) {
            throw new IllegalArgumentException(
                    "%d × %d times %d × %d".formatted(rows, columns, right.rows, right.columns));
        }
        Matrix result = zeros(rows, right.columns);
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                addScaled(values[r * columns + k], right, k, result, r);
            }
        }
        return result;
    }

    /** The product of this matrix, transposed, with another: the gradient of a weight. */
    public Matrix transposedTimes(Matrix right) {
        if (rows != right.rows) {
            throw new IllegalArgumentException(
                    "(%d × %d)ᵀ times %d × %d".formatted(rows, columns, right.rows, right.columns));
        }
        Matrix result = zeros(columns, right.columns);
        for (int k = 0; k < rows; k++) {
            for (int r = 0; r < columns; r++) {
                addScaled(values[k * columns + r], right, k, result, r);
            }
        }
        return result;
    }

    private static void addScaled(double factor, Matrix from, int fromRow, Matrix to, int toRow) {
        if (factor == 0) {
            return;
        }
        double[] source = from.values;
        double[] target = to.values;
        int start = fromRow * from.columns;
        int place = toRow * to.columns;
        for (int i = 0; i < from.columns; i++) {
            target[place + i] += factor * source[start + i];
        }
    }

    void add(Matrix other) {
        for (int i = 0; i < values.length; i++) {
            values[i] += other.values[i];
        }
    }
}
