package lab.obscura.engine.network.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.network.spec.NetworkSpec;

/** Every kind of layer and how it is written. */
final class OnnxLayers {

    private static final Map<Class<? extends NetworkSpec>, OnnxLayer> BY_TYPE = Stream.of(
                    CompositionNodes.ALL, WindowNodes.ALL, ValueNodes.ALL, VectorNodes.ALL)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(OnnxLayer::type, Function.identity()));

    private OnnxLayers() {}

    static Set<Class<? extends NetworkSpec>> types() {
        return BY_TYPE.keySet();
    }

    /** Appends a layer and all its parts; returns the name of what it puts out. */
    static String append(NetworkSpec spec, String input, Site site) {
        OnnxLayer layer = BY_TYPE.get(spec.getClass());
        if (layer == null) {
            throw new IllegalArgumentException("ONNX export has no node for " + spec);
        }
        return layer.writer().append(spec, input, site);
    }
}
