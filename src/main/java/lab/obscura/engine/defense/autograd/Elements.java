package lab.obscura.engine.defense.autograd;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/** What is done with the elements of matrices, without a graph. */
final class Elements {

    private static final double NORMALIZATION_EPSILON = 1e-5;
    private static final double GELU_SCALE = 2 * Math.sqrt(2 / Math.PI);
    private static final double GELU_CUBIC = 0.044715;

    private Elements() {}

    static Matrix product(Matrix a, Matrix b) {
        return pairwise(a, b, (x, y) -> x * y);
    }

    static Matrix pairwise(Matrix a, Matrix b, DoubleBinaryOperator operation) {
        if (a.rows() != b.rows() || a.columns() != b.columns()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d × %d and %d × %d", a.rows(), a.columns(), b.rows(), b.columns()));
        }
        Matrix result = Matrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < result.values().length; i++) {
            result.values()[i] = operation.applyAsDouble(a.values()[i], b.values()[i]);
        }
        return result;
    }

    static Matrix ones(int rows, int columns) {
        return filled(rows, columns, 1);
    }

    static Matrix filled(int rows, int columns, double value) {
        Matrix matrix = Matrix.zeros(rows, columns);
        Arrays.fill(matrix.values(), value);
        return matrix;
    }

    /** Java's own tanh takes five times as long as its exp. */
    static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double gelu(double x) {
        return x * logistic(geluInner(x));
    }

    static double geluDerivative(double x) {
        double gate = logistic(geluInner(x));
        return gate + x * gate * (1 - gate) * GELU_SCALE * (1 + 3 * GELU_CUBIC * x * x);
    }

    private static double geluInner(double x) {
        return GELU_SCALE * (x + GELU_CUBIC * x * x * x);
    }

    static Matrix softmax(Matrix value) {
        Matrix result = Matrix.zeros(value.rows(), value.columns());
        for (int r = 0; r < value.rows(); r++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < value.columns(); c++) {
                largest = Math.max(largest, value.at(r, c));
            }
            double sum = 0;
            for (int c = 0; c < value.columns(); c++) {
                double e = Math.exp(value.at(r, c) - largest);
                result.values()[r * value.columns() + c] = e;
                sum += e;
            }
            for (int c = 0; c < value.columns(); c++) {
                result.values()[r * value.columns() + c] /= sum;
            }
        }
        return result;
    }

    static Matrix softmaxBack(Matrix shares, Matrix arriving) {
        Matrix product = product(shares, arriving);
        int columns = shares.columns();
        for (int r = 0; r < shares.rows(); r++) {
            double sum = 0;
            for (int c = 0; c < columns; c++) {
                sum += product.at(r, c);
            }
            for (int c = 0; c < columns; c++) {
                product.values()[r * columns + c] -= sum * shares.at(r, c);
            }
        }
        return product;
    }

    /**
     * Each row with mean 0 and variance 1.
     *
     * @param inverse receives what each row was multiplied by
     */
    static Matrix normalized(Matrix value, double[] inverse) {
        int columns = value.columns();
        Matrix result = Matrix.zeros(value.rows(), columns);
        for (int r = 0; r < value.rows(); r++) {
            double mean = 0;
            double squares = 0;
            for (int c = 0; c < columns; c++) {
                mean += value.at(r, c) / columns;
            }
            for (int c = 0; c < columns; c++) {
                squares += (value.at(r, c) - mean) * (value.at(r, c) - mean) / columns;
            }
            inverse[r] = 1 / Math.sqrt(squares + NORMALIZATION_EPSILON);
            for (int c = 0; c < columns; c++) {
                result.values()[r * columns + c] = (value.at(r, c) - mean) * inverse[r];
            }
        }
        return result;
    }

    static Matrix normalizedBack(Matrix normalized, double[] inverse, Matrix arriving) {
        int columns = normalized.columns();
        Matrix result = Matrix.zeros(normalized.rows(), columns);
        for (int r = 0; r < normalized.rows(); r++) {
            double mean = 0;
            double along = 0;
            for (int c = 0; c < columns; c++) {
                mean += arriving.at(r, c) / columns;
                along += arriving.at(r, c) * normalized.at(r, c) / columns;
            }
            for (int c = 0; c < columns; c++) {
                result.values()[r * columns + c] =
                        inverse[r] * (arriving.at(r, c) - mean - along * normalized.at(r, c));
            }
        }
        return result;
    }

    static Matrix rows(Matrix value, int[] chosen) {
        int width = value.columns();
        Matrix result = Matrix.zeros(chosen.length, width);
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(value.values(), chosen[i] * width, result.values(), i * width, width);
        }
        return result;
    }

    /** Without a detour over a matrix of all rows: there may be a hundred classes. */
    static void addRows(Matrix target, Matrix rows, int[] places) {
        int width = target.columns();
        for (int i = 0; i < places.length; i++) {
            for (int c = 0; c < width; c++) {
                target.values()[places[i] * width + c] += rows.at(i, c);
            }
        }
    }

    /** What puts columns at their place among more of them. */
    static Matrix placing(int columns, int width, int from) {
        Matrix matrix = Matrix.zeros(columns, width);
        for (int c = 0; c < columns; c++) {
            matrix.values()[c * width + from + c] = 1;
        }
        return matrix;
    }
}
