package lab.obscura.engine.network.graph;

import java.util.List;
import java.util.function.Supplier;
import lab.obscura.engine.network.batch.Batch;

/**
 * The computations of one step where an engine computes. All nodes made here live until it is closed; whatever makes some does so inside
 * {@link #within}.
 */
public interface ResidentSpace extends AutoCloseable {

    /** Computes here. */
    <T> T within(Supplier<T> work);

    Graph graph(KeptParameters parameters);

    /** Without parameters. */
    Graph graph();

    /**
     * A matrix with a row of each example, and below it some of the rows that are kept.
     *
     * @param which of them, in this order
     */
    Node rows(Batch examples, KeptRows kept, int[] which);

    /** A matrix of the examples' values, so many in a row. */
    Node rows(Batch examples, int columns);

    /**
     * Numbers on the host, in one copy.
     *
     * @param nodes whose matrices have as many rows
     * @return of each, matrix after matrix, row after row
     */
    List<double[]> read(List<Node> nodes);

    /** The same when somebody asks, with all that nobody has asked for yet. */
    List<Supplier<double[]>> unread(List<Node> nodes);

    /** Moves the parameters that the graph was asked for against the gradient of a 1 × 1 loss. */
    void step(Graph graph, Node loss, AdamStep how);

    /**
     * The first rows of a matrix as a batch like another, rounded as that one is.
     *
     * @return the caller closes it
     */
    Batch batch(Node rows, Batch like);

    /**
     * Replaces rows that are kept by examples.
     *
     * @param from examples
     * @param to the rows that they replace, each once
     */
    void replace(KeptRows kept, Batch examples, int[] from, int[] to);

    @Override
    void close();
}
