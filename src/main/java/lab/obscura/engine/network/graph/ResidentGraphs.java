package lab.obscura.engine.network.graph;

import java.util.Map;

/** Graphs where an engine computes, and what outlives them there. Whoever gets something closes it. */
public interface ResidentGraphs {

    KeptParameters keepParameters(Map<String, KeptParameters.Start> parameters);

    /** @param size values of a row */
    KeptRows keepRows(float[] values, int size);

    /** Room for the computations of one step. */
    ResidentSpace open();
}
