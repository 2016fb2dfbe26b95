package lab.obscura.engine.network;

import java.util.Arrays;
import lab.obscura.engine.data.images.ImageShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a network asks of the arrays that are handed to it. */
public final class Batches {

    private Batches() {}

    /** Refuses an input that is not images of this shape; any number of them is right. */
    public static void requireInput(INDArray array, ImageShape shape, DataType type) {
        require("input", array, shape(array.rank() == 4 ? array.size(0) : 1, shape), type);
    }

    /** Refuses an output gradient that does not belong to so many outputs of this shape. */
    public static void requireOutputGradient(INDArray array, long examples, ImageShape shape, DataType type) {
        require("output gradient", array, shape(examples, shape), type);
    }

    private static long[] shape(long examples, ImageShape each) {
        return new long[] {examples, each.height(), each.width(), each.channels()};
    }

    private static void require(String what, INDArray array, long[] expected, DataType type) {
        if (!Arrays.equals(expected, array.shape())) {
            throw new IllegalArgumentException("The " + what + " must have shape " + Arrays.toString(expected)
                    + ", was " + Arrays.toString(array.shape()));
        }
        if (array.dataType() != type) {
            throw new IllegalArgumentException(
                    "The " + what + " must be of type " + type + ", was " + array.dataType());
        }
    }
}
