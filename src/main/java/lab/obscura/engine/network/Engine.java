package lab.obscura.engine.network;

import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.graph.ResidentGraphs;
import lab.obscura.engine.network.matrix.ResidentRows;
import lab.obscura.engine.network.matrix.RowKeeper;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;

/** Builds networks from their description. */
public interface Engine {

    /** Name in a definition, as in {@code dl4j}. */
    String id();

    /**
     * A network with the initial weights of {@link InitialState}.
     *
     * @param input shape of one example
     * @throws IllegalArgumentException when the layers do not fit that input
     */
    Network build(NetworkSpec spec, ImageShape input, Seeds seeds);

    /**
     * Takes rows to the card, where this engine computes on one, in full float32 whatever its networks round to; the caller closes them.
     *
     * @param values row after row
     * @param size values of a row, at least 1
     */
    default ResidentRows keep(float[] values, int size) {
        return RowKeeper.PLAIN.keep(values, size);
    }

    /** What this engine does with batches where they lie; empty when that is the host, where Java does it. */
    default Optional<ResidentWork> batchWork() {
        return Optional.empty();
    }

    /** Graphs of small networks where batches lie; empty when that is the host, where Java computes them. */
    default Optional<ResidentGraphs> graphs() {
        return Optional.empty();
    }

    /** Whether networks lie on a card, which this process holds then. */
    boolean isOnCard();

    /** Library, version, device and native build, for the provenance of a run. */
    String describe();
}
