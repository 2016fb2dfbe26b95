package lab.obscura.engine.network.batch;

import java.util.List;
import lab.obscura.engine.data.images.Augmentation.Variation;

/** The images of a training where an engine computes, as the bytes of their files: batches of them are cut there. */
public interface KeptImages extends AutoCloseable {

    /**
     * Varied images, in [0, 1].
     *
     * @param variations which image, and how it is varied, for each example of the batch
     * @return equal to what the host makes of the same variations but for the rounding of rotations; the caller closes it
     */
    Batch batch(List<Variation> variations);

    @Override
    void close();
}
