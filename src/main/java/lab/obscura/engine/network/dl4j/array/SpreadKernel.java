package lab.obscura.engine.network.dl4j.array;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The weight of a convolution as its operation takes it. ND4J's operations fail with a dilation through oneDNN, so a dilated kernel is a
 * larger one with zeros between its places.
 */
public final class SpreadKernel implements AutoCloseable {

    private final Parameter weight;
    private final int dilation;
    private final Pool pool;
    private final Block memory;

    public SpreadKernel(Parameter weight, int dilation, Pool pool) {
        this.weight = weight;
        this.dilation = dilation;
        this.pool = pool;
        this.memory = new Block(pool.type());
    }

    /** For one forward pass and its backward passes. */
    public INDArray value() {
        if (dilation == 1) {
            return weight.value();
        }
        INDArray wide = memory.shaped(shape()).assign(0);
        places(wide).assign(weight.value());
        return wide;
    }

    /** Where one backward pass's gradient is written before {@link #add} is called. */
    public INDArray gradientTarget() {
        return dilation == 1 ? weight.gradientTarget() : pool.take(shape());
    }

    /** Adds what was written into the {@link #gradientTarget}. */
    public void add(INDArray target) {
        if (dilation == 1) {
            weight.add(target);
            return;
        }
        INDArray gradient = weight.gradientTarget();
        gradient.assign(places(target));
        weight.add(gradient);
        pool.release(target);
    }

    private long[] shape() {
        long[] shape = weight.value().shape().clone();
        shape[0] = reach();
        shape[1] = reach();
        return shape;
    }

    private long reach() {
        return dilation * (weight.value().size(0) - 1) + 1;
    }

    private INDArray places(INDArray wide) {
        INDArrayIndex every = NDArrayIndex.interval(0, dilation, reach());
        return wide.get(every, every, NDArrayIndex.all(), NDArrayIndex.all());
    }

    @Override
    public void close() {
        memory.close();
    }
}
