package lab.obscura.engine.network.batch;

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
}
