package lab.obscura.engine.network.batch;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;

/** Work of an engine whose batches stay where it computes. */
public interface ResidentWork extends BatchWork {

    /**
     * Keeps centers of clusters beside the batches.
     *
     * @param centers one after the other
     * @param size values of each
     * @return the caller closes it
     */
    KeptCenters keepCenters(float[] centers, int size);

    /**
     * How far samples are from each other, all of it in one copy.
     *
     * @param sets of as many samples each, at least one
     * @return of each set count × count squared distances, symmetric, zeros on the diagonal
     */
    List<double[]> squaredDistances(List<PlacedSamples> sets);

    /**
     * For each sample i {@code Σ_j w_ij (z_i − z_j)}.
     *
     * @param weights count × count
     * @return of the batch's shape; the caller closes it
     */
    Batch pulledTogether(Batch samples, double[] weights);

    /**
     * Works out a formula and the derivatives of its first number. Nothing travels until somebody reads its numbers.
     *
     * @param at the batches that the derivatives go to, at least one; the first number depends on each
     */
    Derived derive(List<Batch> at, Formula formula);

    /** The product, value by value, of two batches of one shape; the caller closes it. */
    Batch product(Batch a, Batch b);

    /**
     * Which values of each example are its largest.
     *
     * @param dropped so many of each example are not: those with the smallest magnitudes, of equal ones those that come first
     * @return 1 for the largest, 0 for the others; the caller closes it
     */
    Batch ofLargest(Batch batch, int dropped);

    /** Room for images that come to be where the engine computes; the caller closes it. */
    KeptPictures keepPictures(ImageShape shape);

    /**
     * How alike images are.
     *
     * @param others as many images, or a single one that is compared with each
     */
    PairScores compare(Batch images, Batch others, SimilarityRule rule);

    /**
     * How alike stacks of images are.
     *
     * @return one number for each stack in which the window fits
     */
    double[] compareBlocks(Batch images, Batch others, BlockRule rule);
}
