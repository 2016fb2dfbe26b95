package lab.obscura.engine.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything a network holds, by name: {@code 0.2.weight}, {@code 0.2.bias}, {@code 3.gamma}, {@code 3.beta},
 * {@code 3.runningMean}, {@code 3.runningVariance}; optimiser moments as {@code momentum/…}, {@code adam.m/…}, {@code adam.v/…},
 * {@code adam.vmax/…} and the step count as {@code adam.step}. The path counts children: position in a sequence; body 0 and
 * shortcut 1 of a residual sum.
 */
public record NetworkState(Map<String, Tensor> tensors) {

    public NetworkState {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }
}
