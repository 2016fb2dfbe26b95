package lab.obscura.engine.network;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;

/** What a network asks of the batches that are handed to it. */
public final class Batches {

    private Batches() {}

    /** Refuses an input that is not examples of this shape; any number of them is right. */
    public static void requireInput(Batch batch, ImageShape shape) {
        if (!shape.equals(batch.shape())) {
            throw refused("input", shape.toString(), batch);
        }
    }

    /** Refuses an output gradient that does not belong to so many outputs of this shape. */
    public static void requireOutputGradient(Batch batch, long examples, ImageShape shape) {
        if (!shape.equals(batch.shape()) || examples != batch.count()) {
            throw refused("output gradient", examples + " examples of " + shape, batch);
        }
    }

    private static IllegalArgumentException refused(String what, String wanted, Batch batch) {
        return new IllegalArgumentException(
                "The " + what + " must be " + wanted + ", was " + batch.count() + " examples of " + batch.shape());
    }
}
