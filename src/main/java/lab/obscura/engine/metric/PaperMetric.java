package lab.obscura.engine.metric;

import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.BlockRule;

/**
 * A formula as one paper computes it, over batches or otherwise unlike the metrics per image. Its id ends in the paper's name,
 * and it never shares a column with a {@link Metric}.
 */
public interface PaperMetric {

    MetricInfo info();

    /** How many images the paper puts into a batch; 1 when batches do not matter. */
    int batchSize();

    /** Whether the formula has a value for so many images of this shape. */
    default boolean fits(ImageShape shape, int images) {
        return images > 0;
    }

    /** Starts a measurement over images of one shape. */
    Tally start(ImageShape shape);

    /** The metric of whose scores of single images this is made; empty where images of a batch mix. */
    default Optional<Metric> perImage() {
        return Optional.empty();
    }

    /**
     * The number from the scores of {@link #perImage}.
     *
     * @param scores of all images, in their order
     */
    default double of(double[] scores) {
        throw new UnsupportedOperationException(info().id() + " is not made of scores of single images");
    }

    /** How an engine works it out where the images lie; empty for a formula that has to see them on the host, or has {@link #perImage}. */
    default Optional<BlockRule> blocks() {
        return Optional.empty();
    }

    /** A measurement under way. The order of the images decides the batches. */
    interface Tally {

        void add(float[] original, float[] reconstruction);

        /**
         * The number over all images added so far, a last short batch included.
         *
         * @throws IllegalStateException when none was added
         */
        double value();
    }
}
