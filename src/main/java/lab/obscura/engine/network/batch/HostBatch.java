package lab.obscura.engine.network.batch;

import lab.obscura.engine.data.images.ImageShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Examples in the host's memory, as an array of ND4J: batch × height × width × channels. */
public final class HostBatch implements Batch {

    private final ImageShape shape;
    private final INDArray array;
    private boolean mustClose;

    private HostBatch(ImageShape shape, INDArray array, boolean isOwn) {
        this.shape = shape;
        this.array = array;
        this.mustClose = isOwn;
    }

    static HostBatch of(float[] values, ImageShape shape) {
        if (values.length == 0) {
            return none(shape);
        }
        if (values.length % shape.size() != 0) {
            throw new IllegalArgumentException(values.length + " values are no whole number of examples of " + shape);
        }
        long[] whole = {values.length / shape.size(), shape.height(), shape.width(), shape.channels()};
        return new HostBatch(shape, HostValues.array(values, whole), true);
    }

    /** A look at an array that somebody else closes: batch × height × width × channels, of any layout. */
    public static HostBatch over(INDArray array) {
        if (array.rank() != 4) {
            throw new IllegalArgumentException(
                    "A batch has the dimensions batch, height, width, channels, was an array of rank " + array.rank());
        }
        var shape = new ImageShape((int) array.size(1), (int) array.size(2), (int) array.size(3));
        return new HostBatch(shape, array, false);
    }

    /** No example. */
    public static HostBatch none(ImageShape shape) {
        return new HostBatch(shape, Nd4j.empty(DataType.FLOAT), false);
    }

    /** The same of any batch; a copy, which the caller closes, when it lies elsewhere. */
    public static HostBatch from(Batch batch) {
        return batch instanceof HostBatch here ? here : of(batch.values(), batch.shape());
    }

    /** Batch × height × width × channels. */
    public INDArray array() {
        return array;
    }

    /**
     * As {@link #array()}.
     *
     * @throws IllegalArgumentException when it is of another type
     */
    public INDArray array(DataType type) {
        if (array.dataType() != type) {
            throw new IllegalArgumentException("The batch must be of type " + type + ", was " + array.dataType());
        }
        return array;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public int count() {
        return array.isEmpty() ? 0 : (int) array.size(0);
    }

    @Override
    public boolean isOnHost() {
        return true;
    }

    @Override
    public float[] values() {
        if (array.isEmpty()) {
            return new float[0];
        }
        INDArray flat = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
        float[] values = HostValues.of(flat);
        if (flat != array) {
            flat.close();
        }
        return values;
    }

    @Override
    public void close() {
        if (mustClose) {
            mustClose = false;
            array.close();
        }
    }
}
