package lab.obscura.engine.network.dl4j.build;

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
    private final Builder builder;
    private final Map<String, ChannelVector> statistics = new LinkedHashMap<>();

    /** Builds a layer of any kind. */
    public interface Builder {

        Layer build(NetworkSpec spec, String path, Construction from);
    }

    public Construction(DataType type, NetworkState initial, Builder builder) {
        this.type = type;
        this.builder = builder;
        this.initial = initial;
        this.pool = new Pool(type);
        this.parameters = new NetworkParameters(initial, pool);
    }

    public DataType type() {
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

    public Parameter parameter(String path, String tensor) {
        return parameters.get(InitialState.name(path, tensor));
    }

    /** The layer of a description, with all below it. */
    public Layer layer(NetworkSpec spec, String path) {
        return builder.build(spec, path, this);
    }

    /** A tensor that is part of the state and not trained. */
    public ChannelVector statistic(String path, String tensor) {
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
