package lab.obscura.engine.network.batch;

import java.util.List;

/**
 * How alike two images are at several sizes, as {@code lab.obscura.engine.metric} defines it, for an engine that works it out for whole batches.
 *
 * @param window weights along a row and along a column; black beyond the rim
 * @param brightness constant beside the products of means
 * @param structure constant beside the covariance
 * @param exponents of each size, each half the one before; the first is the image's own
 */
public record SimilarityRule(List<Double> window, double brightness, double structure, List<Double> exponents) {

    public SimilarityRule {
        window = List.copyOf(window);
        exponents = List.copyOf(exponents);
        if (window.size() % 2 == 0 || exponents.isEmpty()) {
            throw new IllegalArgumentException("A similarity needs a window with a middle and a size, has "
                    + window.size() + " weights and " + exponents.size() + " sizes");
        }
    }
}
