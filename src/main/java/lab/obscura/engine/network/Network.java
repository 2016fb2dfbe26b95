package lab.obscura.engine.network;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.NetworkSpec;

/**
 * A network driven from outside: forward, backward, update. Not for use by two threads at once. What
 * is returned is valid until the next forward on the same network, whoever keeps it copies its values. {@code backward} belongs to the latest {@code forward} and works after TRAIN and after EVAL.
 */
public interface Network extends AutoCloseable {

    NetworkSpec spec();

    /** Shape of one input example. */
    ImageShape input();

    /** Shape of one output example. */
    ImageShape output();

    /**
     * @param input batch × height × width × channels; not changed, and must stay unchanged until backward is done
     * @return batch × the output shape
     */
    Batch forward(Batch input, Pass pass);

    /**
     * @param outputGradient same shape as the latest output; not changed
     * @return the gradient with respect to the input when wanted, else an empty array
     */
    Batch backward(Batch outputGradient, Wanted wanted);

    /** Releases what the latest forward left for a backward; another backward needs another forward. Outputs stay. */
    default void forgetPass() {}

    /** What the backward passes since the last update or clear added up. */
    Gradients gradients();

    /** Applies the gradients and clears them. A {@code backward} after it needs another {@code forward}. */
    void update(OptimizerStep step);

    /** A copy of parameters, batch-norm statistics and optimizer moments. */
    NetworkState state();

    /** Takes over a state; parameters and statistics must be complete, missing moments start at zero. */
    void load(NetworkState state);

    /** Trainable scalars. */
    long parameterCount();

    /** Multiply-adds per example in the forward pass. */
    default long multiplyAdds() {
        return spec().multiplyAdds(input());
    }

    /** Releases native memory. */
    @Override
    void close();
}
