package lab.obscura.engine.network.dl4j.array;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sums over everything but the last dimension. A row of ones times a matrix: over ten times faster than ND4J's {@code sum(0)}.
 */
public final class ChannelSums implements AutoCloseable {

    private final DataType type;
    private final ChannelVector sums;
    private INDArray ones;

    public ChannelSums(DataType type, int channels) {
        this.type = type;
        this.sums = new ChannelVector(type, channels);
        this.ones = Nd4j.empty(type);
    }

    public double[] of(INDArray x) {
        into(x, sums.array());
        return sums.read();
    }

    /** The same, written into a vector. */
    public void into(INDArray x, INDArray target) {
        long channels = target.length();
        long rows = x.length() / channels;
        Ops.multiply(onesRow(rows), x.reshape(rows, channels), target.reshape(1, channels));
    }

    private INDArray onesRow(long rows) {
        if (ones.isEmpty() || ones.length() != rows) {
            close(ones);
            ones = Nd4j.ones(type, 1, rows);
        }
        return ones;
    }

    private static void close(INDArray array) {
        if (!array.isEmpty()) {
            array.close();
        }
    }

    @Override
    public void close() {
        sums.close();
        close(ones);
        ones = Nd4j.empty(type);
    }
}
