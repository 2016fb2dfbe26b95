package lab.obscura.engine.network.dl4j.array;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One number per channel, in native memory for the operations and as Java numbers for the few sums between them. */
public final class ChannelVector implements AutoCloseable {

    private final INDArray array;

    public ChannelVector(DataType type, int channels) {
        this.array = Nd4j.create(type, channels);
    }

    static ChannelVector constant(DataType type, int channels, double value) {
        var vector = new ChannelVector(type, channels);
        vector.array.assign(value);
        return vector;
    }

    public INDArray array() {
        return array;
    }

    /** As a matrix of one row. */
    INDArray row() {
        return array.reshape(1, array.length());
    }

    public double[] read() {
        return read(array);
    }

    public static double[] read(INDArray vector) {
        return vector.toDoubleVector();
    }

    public INDArray write(double[] values) {
        try (INDArray numbers = Nd4j.createFromArray(values)) {
            array.assign(numbers);
        }
        return array;
    }

    /** The same for an array that belongs to somebody else. */
    public static void write(double[] values, INDArray target) {
        try (INDArray numbers = Nd4j.createFromArray(values)) {
            target.assign(numbers);
        }
    }

    @Override
    public void close() {
        array.close();
    }

    @Override
    public String toString() {
        return Arrays.toString(read());
    }
}
