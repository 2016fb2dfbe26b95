package lab.obscura.engine.defense;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.KeptCenters;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.matrix.RowKeeper;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;

/**
 * What a part remembers between batches: named tensors, and networks of its own with their optimizers. A checkpoint holds all of it
 * as named tensors, without knowing the part.
 */
public final class PartState implements AutoCloseable {

    private static final String NETWORKS = "network:";

    /** Builds a network on its first use. */
    private interface Workshop {
        Network build(NetworkSpec spec, ImageShape input, String name);
    }

    private final Workshop workshop;
    private final RowKeeper keeper;
    private final Optional<ResidentWork> work;
    private final Map<String, KeptTensor> kept = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, Network> networks = new LinkedHashMap<>();

    private PartState(Workshop workshop, RowKeeper keeper, Optional<ResidentWork> work) {
        this.workshop = workshop;
        this.keeper = keeper;
        this.work = work;
    }

    /** For parts without networks. */
    public PartState() {
        this(
                (spec, input, name) -> {
                    throw new IllegalStateException("This state has no engine to build the network " + name);
                },
                RowKeeper.PLAIN,
                Optional.empty());
    }

    /** Tensors of a part without networks. */
    public PartState(Map<String, Tensor> tensors) {
        this();
        this.tensors.putAll(tensors);
    }

    /** An empty state; networks start from seeds of their names. */
    public PartState(Engine engine, Seeds seeds) {
        this((spec, input, name) -> engine.build(spec, input, seeds.family(name)), engine::keep, engine.batchWork());
    }

    /** Where products of many rows are worked out. */
    public RowKeeper keeper() {
        return keeper;
    }

    /** What the engine does with batches that lie where it computes; empty where that is the host. */
    public Optional<ResidentWork> work() {
        return work;
    }

    /** A tensor that was put, where the engine computes, until another one is put in its place. */
    private record KeptTensor(Tensor tensor, KeptCenters there) {}

    /**
     * The rows of a tensor as centers of clusters where the engine computes; empty where that is the host. This state closes them.
     *
     * @param size values of a row
     */
    public Optional<KeptCenters> centers(String name, int size) {
        Tensor tensor = tensors.get(name);
        return work.map(there -> kept.compute(name, (same, before) -> {
                    if (before != null && before.tensor() == tensor) {
                        return before;
                    }
                    if (before != null) {
                        before.there().close();
                    }
                    return new KeptTensor(tensor, there.keepCenters(tensor.values(), size));
                })
                .there());
    }

    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    public void put(String name, Tensor tensor) {
        tensors.put(name, tensor);
    }

    public void remove(String name) {
        tensors.remove(name);
    }

    /** The network of that name: built at the first call, with what {@link #load} brought for it. This state closes it. */
    public Network network(String name, NetworkSpec spec, ImageShape input) {
        return networks.computeIfAbsent(name, absent -> {
            Network network = workshop.build(spec, input, name);
            loadInto(network, name);
            return network;
        });
    }

    /** A copy of everything, networks included, as it is now. */
    public Map<String, Tensor> tensors() {
        var all = new LinkedHashMap<String, Tensor>();
        tensors.forEach((name, tensor) ->
                all.put(name, new Tensor(tensor.shape(), tensor.values().clone())));
        networks.forEach((name, network) ->
                network.state().tensors().forEach((tensor, value) -> all.put(prefix(name) + tensor, value)));
        return Collections.unmodifiableMap(all);
    }

    /** Takes over what {@link #tensors} returned; nothing else stays. */
    public void load(Map<String, Tensor> stored) {
        tensors.clear();
        tensors.putAll(stored);
        networks.forEach((name, network) -> loadInto(network, name));
    }

    private void loadInto(Network network, String name) {
        var own = new LinkedHashMap<String, Tensor>();
        tensors.forEach((key, tensor) -> {
            if (key.startsWith(prefix(name))) {
                own.put(key.substring(prefix(name).length()), tensor);
            }
        });
        if (!own.isEmpty()) {
            network.load(new NetworkState(own));
            own.keySet().forEach(key -> tensors.remove(prefix(name) + key));
        }
    }

    private static String prefix(String network) {
        return NETWORKS + network + "/";
    }

    @Override
    public void close() {
        networks.values().forEach(Network::close);
        networks.clear();
        kept.values().forEach(one -> one.there().close());
        kept.clear();
    }
}
