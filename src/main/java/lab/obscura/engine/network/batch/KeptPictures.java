package lab.obscura.engine.network.batch;

import lab.obscura.engine.data.images.ImageShape;

/** Images where an engine made them. Their values come to the host only for those that somebody looks at. */
public interface KeptPictures extends AutoCloseable {

    ImageShape shape();

    int count();

    /**
     * Puts images behind those that are here: {@code value · factor + shift} of each channel.
     *
     * @param batch of the shape of these images; not changed, and the caller's
     * @param clamped whether results beyond [0, 1] become its ends
     */
    void add(Batch batch, double[] factors, double[] shifts, boolean clamped);

    /** Whether no value is NaN or infinite. */
    boolean areFinite();

    /** Those from one place to before another; the caller closes them. */
    Batch part(int from, int to);

    /** A copy on the host of those at these places, in this order. */
    float[] values(int[] places);

    @Override
    void close();
}
