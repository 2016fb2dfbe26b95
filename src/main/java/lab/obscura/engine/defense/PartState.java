package lab.obscura.engine.defense;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.KeptCenters;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.graph.ResidentGraphs;
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
    private final Optional<ResidentGraphs> graphs;
    private final Map<String, KeptTensor> kept = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, Network> networks = new LinkedHashMap<>();
    private final Map<String, KeptState> elsewhere = new LinkedHashMap<>();
    private Optional<AtHand> atHand = Optional.empty();

    private PartState(
            Workshop workshop, RowKeeper keeper, Optional<ResidentWork> work, Optional<ResidentGraphs> graphs) {
        this.workshop = workshop;
        this.keeper = keeper;
        this.work = work;
        this.graphs = graphs;
    }

    /** For parts without networks. */
    public PartState() {
        this(
                (spec, input, name) -> {
                    throw new IllegalStateException("This state has no engine to build the network " + name);
                },
                RowKeeper.PLAIN,
                Optional.empty(),
                Optional.empty());
    }

    /** Tensors of a part without networks. */
    public PartState(Map<String, Tensor> tensors) {
        this();
        this.tensors.putAll(tensors);
    }

    /** An empty state; networks start from seeds of their names. */
    public PartState(Engine engine, Seeds seeds) {
        this(
                (spec, input, name) -> engine.build(spec, input, seeds.family(name)),
                engine::keep,
                engine.batchWork(),
                engine.graphs());
    }

    /** Where products of many rows are worked out. */
    public RowKeeper keeper() {
        return keeper;
    }

    /** What the engine does with batches that lie where it computes; empty where that is the host. */
    public Optional<ResidentWork> work() {
        return work;
    }

    /** Graphs of small networks where the engine computes; empty where that is the host. */
    public Optional<ResidentGraphs> graphs() {
        return graphs;
    }

    /** Something of native memory that this state closes. */
    public interface Held extends AutoCloseable {

        @Override
        void close();
    }

    /** What a part works with during one step. */
    private record AtHand(Object key, Held tools) {}

    /**
     * Tensors that a part keeps where the engine computes: they count as this state's, until somebody puts or removes one of them, which
     * brings all of them back. This state closes them.
     *
     * @param name of the whole; never of two kinds
     * @param making takes over what this state holds of them
     */
    @SuppressWarnings("unchecked") // a name has one kind
    public <T extends KeptState> T kept(String name, Supplier<T> making) {
        KeptState known = elsewhere.get(name);
        if (known == null) {
            known = making.get();
            elsewhere.put(name, known);
            tensors.keySet().removeIf(known::holds);
        }
        return (T) known;
    }

    private Optional<KeptState> holderOf(String name) {
        return elsewhere.values().stream().filter(there -> there.holds(name)).findFirst();
    }

    /** Whoever writes here means these tensors, not copies of them. */
    private void bringHome(String name) {
        holderOf(name).ifPresent(there -> {
            putAway();
            tensors.putAll(there.tensors());
            elsewhere.values().remove(there);
            there.close();
        });
    }

    /**
     * What a part works with during one step, made once for a key and closed when another key comes.
     *
     * @param key of the step; of a kind of its own for each kind of tools
     */
    @SuppressWarnings("unchecked") // a key has one kind of tools
    public <T extends Held> T atHand(Object key, Supplier<T> making) {
        if (atHand.filter(known -> known.key().equals(key)).isEmpty()) {
            putAway();
            atHand = Optional.of(new AtHand(key, making.get()));
        }
        return (T) atHand.orElseThrow().tools();
    }

    /** The step is done. */
    public void putAway() {
        Optional<AtHand> known = atHand;
        atHand = Optional.empty();
        known.ifPresent(one -> one.tools().close());
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
        return Optional.ofNullable(tensors.get(name))
                .or(() -> holderOf(name).map(there -> there.tensors().get(name)));
    }

    public void put(String name, Tensor tensor) {
        bringHome(name);
        tensors.put(name, tensor);
    }

    public void remove(String name) {
        bringHome(name);
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
        elsewhere.values().forEach(there -> all.putAll(there.tensors()));
        networks.forEach((name, network) ->
                network.state().tensors().forEach((tensor, value) -> all.put(prefix(name) + tensor, value)));
        return Collections.unmodifiableMap(all);
    }

    /** Takes over what {@link #tensors} returned; nothing else stays. */
    public void load(Map<String, Tensor> stored) {
        leaveElsewhere();
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

    private void leaveElsewhere() {
        putAway();
        elsewhere.values().forEach(Held::close);
        elsewhere.clear();
    }

    @Override
    public void close() {
        leaveElsewhere();
        networks.values().forEach(Network::close);
        networks.clear();
        kept.values().forEach(one -> one.there().close());
        kept.clear();
    }
}
