package lab.obscura.engine.network.graph;

/** Rows of numbers in float32 where an engine computes, which are replaced one by one. */
public interface KeptRows extends AutoCloseable {

    /** A copy on the host, row after row. */
    float[] values();

    @Override
    void close();
}
