package lab.obscura.engine.network.dl4j.array;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sums over the last dimension: a matrix times a column of ones. */
public final class RowSums implements AutoCloseable {

    private final DataType type;
    private INDArray ones;

    public RowSums(DataType type) {
        this.type = type;
        this.ones = Nd4j.empty(type);
    }

    /** @param target as many values as x has places */
    public void into(INDArray x, INDArray target) {
        long channels = x.size(-1);
        long rows = x.length() / channels;
        Ops.multiply(x.reshape(rows, channels), onesColumn(channels), target.reshape(rows, 1));
    }

    private INDArray onesColumn(long channels) {
        if (ones.isEmpty() || ones.length() != channels) {
            close();
            ones = Nd4j.ones(type, channels, 1);
        }
        return ones;
    }

    @Override
    public void close() {
        if (!ones.isEmpty()) {
            ones.close();
        }
        ones = Nd4j.empty(type);
    }
}
