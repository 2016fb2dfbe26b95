package lab.obscura.engine.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.spec.LayerTensor;

/**
 * Everything a network holds, by name: {@code 0.2.weight}, {@code 0.2.bias}, {@code 3.gamma}, {@code 3.beta},
 * {@code 3.runningMean}, {@code 3.runningVariance}; optimizer moments as {@link OptimizerMoments} names them. The path
 * counts children: position in a sequence; body 0 and shortcut 1 of a residual sum.
 */
public record NetworkState(Map<String, Tensor> tensors) {

    public NetworkState {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** Parameters and statistics: everything but what only the optimizer needs. */
    public NetworkState learned() {
        var kept = new LinkedHashMap<>(tensors);
        kept.keySet().removeIf(OptimizerMoments::isOne);
        return new NetworkState(kept);
    }

    /** Whether the tensor of this name is a parameter, which has a gradient; statistics and moments have none. */
    public static boolean isTrained(String name) {
        return !OptimizerMoments.isOne(name) && LayerTensor.isTrained(name.substring(name.lastIndexOf('.') + 1));
    }

    /** A parameter or statistic that a network has. */
    public Tensor required(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("The state has no tensor " + name
                    + ": it belongs to another network. Load it into one built from the same specification.");
        }
        return tensor;
    }
}
