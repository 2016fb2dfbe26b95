package lab.obscura.engine.network.torch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.network.spec.NetworkSpec;
import org.bytedeco.pytorch.Tensor;

/**
 * The layers of a specification as calls of libtorch, with batch × channels × height × width tensors that lie channels last in memory.
 * Autograd remembers what the gradients need; the tensors in between belong to it and are freed with the scope of the pass and the
 * graph of its output.
 */
final class AtenLayers {

    private static final Map<Class<? extends NetworkSpec>, LayerCall> BY_TYPE = Stream.of(
                    CompositionCalls.ALL,
                    ConvolutionCalls.ALL,
                    NormalizationCalls.ALL,
                    FullyConnectedCalls.ALL,
                    PointwiseCalls.ALL,
                    PoolCalls.ALL,
                    ReshapingCalls.ALL)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(LayerCall::type, Function.identity()));

    private AtenLayers() {}

    static Set<Class<? extends NetworkSpec>> types() {
        return BY_TYPE.keySet();
    }

    /** To be called inside a scope. */
    static Tensor run(NetworkSpec spec, Tensor x, LayerSite site) {
        return of(spec).call().of(spec, x, site);
    }

    static LayerCall of(NetworkSpec spec) {
        LayerCall call = BY_TYPE.get(spec.getClass());
        if (call == null) {
            throw new IllegalArgumentException("The engine torch has no layer for " + spec);
        }
        return call;
    }
}
