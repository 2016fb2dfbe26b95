package lab.obscura.engine.defense.autograd;

import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * A parameter before its first step: uniform in ±bound around a value.
 *
 * @param name alone decides the numbers
 */
public record Initial(String name, int rows, int columns, double center, double bound) {

    /** Xavier-uniform for a map from {@code rows} to {@code columns} values. */
    public static Initial xavier(String name, int rows, int columns) {
        return new Initial(name, rows, columns, 0, Math.sqrt(6.0 / (rows + columns)));
    }

    /** One row of zeros, as biases begin. */
    public static Initial zeros(String name, int columns) {
        return constant(name, columns, 0);
    }

    public static Initial constant(String name, int columns, double value) {
        return new Initial(name, 1, columns, value, 0);
    }

    /** The same, closer to its value. */
    public Initial scaled(double factor) {
        return new Initial(name, rows, columns, center, bound * factor);
    }

    Matrix draw(Seeds seeds) {
        RandomStream random = seeds.stream(name);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            // Rounded as the state rounds it: the first step starts where a resumed one would.
            matrix.values()[i] = (float) (center + (bound == 0 ? 0 : random.between(-bound, bound)));
        }
        return matrix;
    }
}
