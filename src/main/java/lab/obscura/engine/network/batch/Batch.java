package lab.obscura.engine.network.batch;

import lab.obscura.engine.data.images.ImageShape;

/**
 * Examples of one shape (images, features, logits, or gradients at them), in float32 unless an engine was made for float64. They lie where
 * the engine that made them computes; their values come to the host only when somebody asks for them.
 */
public interface Batch extends AutoCloseable {

    /**
     * One on the host.
     *
     * @param values example after example, each row-major (height × width × channels); copied
     * @param shape of one example
     */
    static Batch of(float[] values, ImageShape shape) {
        return HostBatch.of(values, shape);
    }

    /** Of one example; a vector is 1 × 1 × its length. */
    ImageShape shape();

    /** How many examples. */
    int count();

    /** Whether its values lie in the host's memory. */
    boolean isOnHost();

    /** A copy on the host: example after example, each height × width × channels. On a card this waits for all that was asked of it. */
    float[] values();

    /**
     * Releases the memory. Batches that a network handed out are the network's own: closing them does nothing. Closing twice
     * does no more than closing once.
     */
    @Override
    void close();
}
