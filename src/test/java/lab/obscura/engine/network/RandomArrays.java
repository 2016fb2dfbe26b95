package lab.obscura.engine.network;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batches of normal numbers. */
public final class RandomArrays {

    private RandomArrays() {}

    public static INDArray of(long seed, int batch, ImageShape shape) {
        return of(seed, batch, shape, DataType.FLOAT);
    }

    public static INDArray of(long seed, int batch, ImageShape shape, DataType type) {
        var random = new RandomStream(seed);
        double[] values = new double[batch * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Nd4j.createFromArray(values)
                .reshape(batch, shape.height(), shape.width(), shape.channels())
                .castTo(type);
    }
}
