package lab.obscura.engine.attack;

import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.spec.NetworkSpec;

/**
 * What whoever runs the cloud has: its half of the network, and the design of the other half.
 *
 * @param edge layers of the edge, without their weights
 * @param tail from features to logits
 */
public record TailModel(NetworkSpec edge, FrozenNetwork tail) implements AutoCloseable {

    @Override
    public void close() {
        tail.close();
    }
}
