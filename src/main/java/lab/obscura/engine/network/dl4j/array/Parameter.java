package lab.obscura.engine.network.dl4j.array;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained tensor and its gradient, both windows into the flat vectors of {@link NetworkParameters}. */
public final class Parameter {

    private final String name;
    private final INDArray value;
    private final INDArray gradient;
    private final Pool pool;
    private boolean hasGradient;

    Parameter(String name, INDArray value, INDArray gradient, Pool pool) {
        this.name = name;
        this.value = value;
        this.gradient = gradient;
        this.pool = pool;
    }

    public String name() {
        return name;
    }

    public INDArray value() {
        return value;
    }

    /** The added-up gradient; zero when no backward pass came by since the last clear. */
    public INDArray gradient() {
        if (!hasGradient) {
            gradient.assign(0);
        }
        return gradient;
    }

    /** Where a layer writes one backward pass's gradient before it calls {@link #add}. */
    public INDArray gradientTarget() {
        return hasGradient ? pool.take(gradient.shape()) : gradient;
    }

    /** Adds what was written into the {@link #gradientTarget}. */
    public void add(INDArray target) {
        if (hasGradient) {
            gradient.addi(target);
            pool.release(target);
        }
        hasGradient = true;
    }

    /** The {@link #gradient} was replaced from outside. */
    void written() {
        hasGradient = true;
    }

    void clear() {
        hasGradient = false;
    }
}
