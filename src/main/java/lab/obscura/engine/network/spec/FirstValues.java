package lab.obscura.engine.network.spec;

import java.util.Arrays;
import lab.obscura.engine.seed.RandomStream;

/** How the first values of a tensor come about. */
public interface FirstValues {

    /** So many, row-major. */
    float[] drawn(RandomStream random, int size);

    static FirstValues constant(double value) {
        return (random, size) -> {
            float[] values = new float[size];
            Arrays.fill(values, (float) value);
            return values;
        };
    }

    /** Between minus and plus the bound. */
    static FirstValues uniform(double bound) {
        return (random, size) -> {
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = bound == 0 ? 0 : (float) random.between(-bound, bound);
            }
            return values;
        };
    }

    /** Directions without preference: normal values, each row divided by its length. */
    static FirstValues unitRows(int columns) {
        return (random, size) -> {
            float[] values = random.gaussians(size, 1);
            for (int row = 0; row < size / columns; row++) {
                divideByLength(values, row * columns, (row + 1) * columns, 1);
            }
            return values;
        };
    }

    /** The same, each column divided by its length. */
    static FirstValues unitColumns(int columns) {
        return (random, size) -> {
            float[] values = random.gaussians(size, 1);
            for (int column = 0; column < columns; column++) {
                divideByLength(values, column, size, columns);
            }
            return values;
        };
    }

    private static void divideByLength(float[] values, int from, int to, int step) {
        double squares = 0;
        for (int i = from; i < to; i += step) {
            squares += (double) values[i] * values[i];
        }
        for (int i = from; i < to; i += step) {
            values[i] /= (float) Math.sqrt(squares);
        }
    }
}
