package lab.obscura.engine.network.batch;

/** Centers of clusters where an engine computes. Only numbers of examples and centers travel, never features. */
public interface KeptCenters extends AutoCloseable {

    /**
     * How far examples are from some of the centers.
     *
     * @param batch examples of the centers' shape
     * @param first for each example the first of its centers; below 0 for one that has none
     * @param count how many centers each has, from the first on
     * @return squared distances, example after example; zeros where there are no centers
     */
    float[] squaredDistances(Batch batch, int[] first, int count);

    /**
     * For each example {@code factor · (example − center)}.
     *
     * @param center of each example; below 0 for one that has none and gets zeros
     * @return of the batch's shape; the caller closes it
     */
    Batch pulls(Batch batch, int[] center, float[] factors);

    @Override
    void close();
}
