package lab.obscura.engine.attack.generative;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.decoder.Generators;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;

/**
 * A generator that has learned.
 *
 * @param state of the whole
 * @param codes what its codes are like
 */
record TrainedGenerator(Generators design, NetworkState state, CodeStatistics codes) {

    int blocks() {
        return design.blocks().size();
    }

    /** All blocks from one on; the caller closes it. */
    FrozenNetwork from(int block, Engine engine) {
        return chain(block, blocks(), engine);
    }

    /** One block alone; the caller closes it. */
    FrozenNetwork only(int block, Engine engine) {
        return chain(block, block + 1, engine);
    }

    private FrozenNetwork chain(int from, int to, Engine engine) {
        List<NetworkSpec> blocks = design.blocks();
        List<Network> chain = new ArrayList<>();
        ImageShape shape = design.code();
        for (int block = 0; block < to; block++) {
            if (block >= from) {
                Network network = engine.build(blocks.get(block), shape, new Seeds(0));
                network.load(stateOf(block));
                chain.add(network);
            }
            shape = blocks.get(block).output(shape);
        }
        return new FrozenNetwork(chain);
    }

    /** A block's tensors have its place before their names. */
    private NetworkState stateOf(int block) {
        String prefix = block + ".";
        var tensors = new LinkedHashMap<String, Tensor>();
        state.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), tensor);
            }
        });
        return new NetworkState(tensors);
    }
}
