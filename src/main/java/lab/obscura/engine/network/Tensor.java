package lab.obscura.engine.network;

import java.util.Arrays;

/**
 * Numbers with a shape, outside any engine. Row-major. The array is not copied: whoever hands it in gives it away.
 *
 * @param values as many as the product of the shape
 */
public record Tensor(long[] shape, float[] values) {

    public Tensor {
        if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill the shape " + Arrays.toString(shape));
        }
    }

    /** This tensor of a state, for a network that has one of this shape there. */
    public Tensor fitting(long[] expected) {
        if (!Arrays.equals(shape, expected)) {
            throw new IllegalArgumentException("The state has shape " + Arrays.toString(shape)
                    + " where the network has " + Arrays.toString(expected)
                    + ": it belongs to another network. Load it into one built from the same specification.");
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor
                && Arrays.equals(shape, tensor.shape)
                && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
