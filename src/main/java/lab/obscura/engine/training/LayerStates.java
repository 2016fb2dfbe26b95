package lab.obscura.engine.training;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.SplitSpec;

/** The state of a half taken apart into its layers, and put together in another one. */
final class LayerStates {

    private LayerStates() {}

    /** Layers of an edge may begin with other weights than those of a tail, so only the kinds must agree; loading checks the shapes. */
    static List<Class<?>> kinds(SplitSpec split) {
        return split.segments().stream()
                .flatMap(segment -> segment.list().stream())
                .<Class<?>>map(Object::getClass)
                .toList();
    }

    /** What each layer of a half has learned, by names that do not say where it stands. */
    static List<Map<String, Tensor>> layerByLayer(Network half, NetworkSpec layers) {
        Map<String, Tensor> tensors = half.state().tensors();
        return places(layers).map(place -> SplitNetwork.below(place, tensors)).toList();
    }

    static NetworkState inPlace(List<Map<String, Tensor>> layers, NetworkSpec half) {
        var tensors = new LinkedHashMap<String, Tensor>();
        Iterator<String> places = places(half).iterator();
        layers.forEach(layer -> {
            String place = places.next();
            layer.forEach((name, tensor) -> tensors.put(place + name, tensor));
        });
        return new NetworkState(tensors);
    }

    /** Beginnings of the names of a half's tensors, layer by layer. */
    static Stream<String> places(NetworkSpec half) {
        return half instanceof Sequence sequence
                ? IntStream.range(0, sequence.layers().size()).mapToObj(i -> InitialState.child("", i) + ".")
                : Stream.of("");
    }
}
