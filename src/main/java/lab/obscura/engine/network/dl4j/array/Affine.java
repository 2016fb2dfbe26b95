package lab.obscura.engine.network.dl4j.array;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code y = scale · x + shift} per channel, by the fast normalization of ND4J with mean 0 and variance 1. */
public final class Affine implements AutoCloseable {

    private final ChannelVector zero;
    private final ChannelVector one;
    private final ChannelVector scale;
    private final ChannelVector shift;

    public Affine(DataType type, int channels) {
        this.zero = new ChannelVector(type, channels);
        this.one = ChannelVector.constant(type, channels, 1);
        this.scale = new ChannelVector(type, channels);
        this.shift = new ChannelVector(type, channels);
    }

    /** {@code y} may be {@code x}. */
    public void apply(INDArray x, double[] scales, double[] shifts, INDArray y) {
        INDArray[] constants = {zero.array(), one.array(), scale.write(scales), shift.write(shifts)};
        Ops.normalize(x, constants, 0, y);
    }

    @Override
    public void close() {
        zero.close();
        one.close();
        scale.close();
        shift.close();
    }
}
