package lab.obscura.engine.attack;

import lab.obscura.engine.network.spec.NetworkLoad;

/**
 * A network that an attack puts to work.
 *
 * @param load with the examples that are in memory at once
 * @param passes single examples that go through it in the whole attack, counted as forward passes
 */
public record NetworkUse(NetworkLoad load, double passes) {

    /** Backward costs about twice the forward pass. */
    private static final int FORWARD_AND_BACKWARD = 3;

    /** A network that learns, or through which gradients go, from so many examples. */
    public static NetworkUse learning(NetworkLoad load, double examples) {
        return new NetworkUse(load, FORWARD_AND_BACKWARD * examples);
    }

    double multiplyAdds() {
        return passes * load.spec().multiplyAdds(load.input());
    }
}
