package lab.obscura.engine.network;

import lab.obscura.engine.data.images.ImageShape;
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

    /** Library, version, device and native build, for the provenance of a run. */
    String describe();
}
