package lab.obscura.engine.network.dl4j.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.ChannelVector;
import lab.obscura.engine.network.dl4j.array.NetworkParameters;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.spec.NetworkSpec;
import org.nd4j.linalg.api.buffer.DataType;

/** What layers are made from: precision, shared memory, and the tensors under their paths. */
public final class Construction {

    private final DataType type;
    private final Pool pool;
    private final NetworkParameters parameters;
    private final NetworkState initial;
    private final Map<String, ChannelVector> statistics = new LinkedHashMap<>();

    public Construction(DataType type, NetworkState initial) {
        this.type = type;
        this.initial = initial;
        this.pool = new Pool(type);
        this.parameters = new NetworkParameters(initial, pool);
    }

    DataType type() {
        return type;
    }

    public Pool pool() {
        return pool;
    }

    public Block block() {
        return new Block(type);
    }

    public NetworkParameters parameters() {
        return parameters;
    }

    Parameter parameter(String path, String tensor) {
        return parameters.get(InitialState.name(path, tensor));
    }

    /** The layer of a description, with all below it. */
    public Layer layer(NetworkSpec spec, String path) {
        return LayerKinds.build(spec, path, this);
    }

    /** A tensor that is part of the state and not trained. */
    ChannelVector statistic(String path, String tensor) {
        String name = InitialState.name(path, tensor);
        var first = initial.required(name);
        var vector = new ChannelVector(type, first.values().length);
        NetworkParameters.write(first, vector.array());
        statistics.put(name, vector);
        return vector;
    }

    public Map<String, ChannelVector> statistics() {
        return statistics;
    }
}
