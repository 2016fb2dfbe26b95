package lab.obscura.engine.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.network.spec.LayerTensor;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;

/** Draws the initial weights of a network. They come from named seeds, not from an engine, so every engine starts alike. */
public final class InitialState {

    private final Seeds seeds;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private InitialState(Seeds seeds) {
        this.seeds = seeds;
    }

    /** Parameters and batch-norm statistics of every layer, under the names of {@link NetworkState}. */
    public static NetworkState of(NetworkSpec spec, Seeds seeds) {
        var state = new InitialState(seeds);
        state.visit(spec, "");
        return new NetworkState(state.tensors);
    }

    /** The path of a child, as used in the names of a state. */
    public static String child(String path, int position) {
        return path.isEmpty() ? String.valueOf(position) : path + "." + position;
    }

    /** The name of a tensor of the layer at this path. */
    public static String name(String path, String tensor) {
        return path.isEmpty() ? tensor : path + "." + tensor;
    }

    private void visit(NetworkSpec spec, String path) {
        for (LayerTensor tensor : spec.tensors()) {
            String name = name(path, tensor.name());
            float[] values = tensor.first().drawn(seeds.stream(name), Math.toIntExact(tensor.size()));
            tensors.put(name, new Tensor(tensor.shape(), values));
        }
        List<NetworkSpec> parts = spec.parts();
        for (int i = 0; i < parts.size(); i++) {
            visit(parts.get(i), child(path, i));
        }
    }
}
