package lab.obscura.engine.network.graph;

import java.util.Map;
import java.util.Set;

/** Parameters of a small network where an engine computes, with the moments of Adam; rounded to float32 between steps. */
public interface KeptParameters extends AutoCloseable {

    /**
     * A parameter as it begins.
     *
     * @param moments mean and mean square of its gradients, as many values each; empty before its first step
     */
    record Start(int rows, int columns, float[] values, float[] mean, float[] square) {

        /** One that was never moved. */
        public static Start at(int rows, int columns, float[] values) {
            return new Start(rows, columns, values, new float[0], new float[0]);
        }

        public boolean hasMoments() {
            return mean.length > 0;
        }
    }

    /** A copy on the host of the parameters that have moments, each with its own; brought once after each step. */
    Map<String, Start> moved();

    /** The names of those. */
    Set<String> movedNames();

    @Override
    void close();
}
