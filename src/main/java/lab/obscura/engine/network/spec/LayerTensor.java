package lab.obscura.engine.network.spec;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.network.spec.NetworkSpec.Init;

/**
 * A tensor that a layer has: its name behind the layer's path, its shape and its first values. Engines lay it out so, whatever their
 * library prefers: a kernel is height × width × in × out.
 */
public record LayerTensor(String name, FirstValues first, long... shape) {

    private static final String STATISTIC = "running";

    /** Whether a tensor of this name has a gradient. Statistics, whose names begin with "running", have none. */
    public static boolean isTrained(String name) {
        return !name.startsWith(STATISTIC);
    }

    public long size() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** One number per channel. */
    static LayerTensor constant(String name, double value, long channels) {
        return new LayerTensor(name, FirstValues.constant(value), channels);
    }

    /**
     * Weight and, if there is one, bias.
     *
     * @param outputs how many the bias has
     */
    static List<LayerTensor> weights(Fans fans, boolean bias, long outputs, long... shape) {
        var weight = new LayerTensor("weight", FirstValues.uniform(fans.bound()), shape);
        return bias
                ? List.of(weight, new LayerTensor("bias", FirstValues.uniform(fans.boundOfBias()), outputs))
                : List.of(weight);
    }

    /** How many values an output is made of and an input goes into, which decides how large the initial weights may be. */
    record Fans(Init init, long in, long out) {

        private double bound() {
            return init == Init.XAVIER_UNIFORM ? Math.sqrt(6.0 / (in + out)) : 1 / Math.sqrt(in);
        }

        private double boundOfBias() {
            return init == Init.XAVIER_UNIFORM ? 0 : bound();
        }
    }
}
