package lab.obscura.engine.network.batch;

import java.util.Arrays;
import java.util.List;

/**
 * What an engine says of pairs of images; one number of each kind for each pair.
 *
 * @param squaredErrors mean of the squared differences
 * @param similarities at the images' own size
 * @param multiScale product over all sizes
 */
public record PairScores(double[] squaredErrors, double[] similarities, double[] multiScale) {

    /** All of them, in their order. */
    public static PairScores of(List<PairScores> parts) {
        return new PairScores(
                parts.stream()
                        .flatMapToDouble(one -> Arrays.stream(one.squaredErrors))
                        .toArray(),
                parts.stream()
                        .flatMapToDouble(one -> Arrays.stream(one.similarities))
                        .toArray(),
                parts.stream()
                        .flatMapToDouble(one -> Arrays.stream(one.multiScale))
                        .toArray());
    }
}
