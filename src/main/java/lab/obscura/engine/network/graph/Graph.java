package lab.obscura.engine.network.graph;

import java.util.List;

/** One computation from parameters to a loss, written down as it is made. A graph serves one step and is then thrown away. */
public interface Graph {

    /** A learned value; the same node when asked for twice. */
    Node parameter(String name);

    /** A matrix that no gradient goes into, row after row. */
    Node constant(int rows, int columns, double[] values);

    /** A stack of matrices that no gradient goes into. */
    Node constants(int columns, List<double[]> each);

    /** Matrices of as many rows, side by side. */
    Node beside(List<Node> parts);
}
