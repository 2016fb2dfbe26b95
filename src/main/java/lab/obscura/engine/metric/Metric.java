package lab.obscura.engine.metric;

import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.PairScores;

/** A distance or a likeness of two images. One image at a time; averages are taken outside. */
public interface Metric {

    MetricInfo info();

    /**
     * @param original values in [0, 1], rows, columns, channels
     * @param reconstruction as many
     * @return finite for finite values
     */
    double of(float[] original, float[] reconstruction, ImageShape shape);

    /** The same of a pair that other metrics look at as well: what they share need not be worked out again. */
    default double of(ImagePair pair) {
        return of(pair.original(), pair.rebuilt(), pair.shape());
    }

    /**
     * The same from what an engine says of pairs that lie where it computes; empty for a metric that has to see the images on the host.
     *
     * @param shape of the images
     * @return one number for each pair
     */
    default Optional<double[]> of(PairScores pairs, ImageShape shape) {
        return Optional.empty();
    }
}
