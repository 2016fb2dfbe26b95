package lab.obscura.engine.network;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;

/**
 * A trained network at rest: layers and numbers, no native memory.
 *
 * @param input shape of one example
 * @param state parameters and statistics, without optimizer moments
 */
public record TrainedNetwork(NetworkSpec spec, ImageShape input, NetworkState state) {

    /** A copy of what a network has learned. */
    public static TrainedNetwork of(Network network) {
        return new TrainedNetwork(
                network.spec(), network.input(), network.state().learned());
    }

    /** The network itself; the caller closes it. */
    public Network build(Engine engine) {
        Network network = engine.build(spec, input, new Seeds(0));
        network.load(state);
        return network;
    }
}
