package lab.obscura.engine.network.dl4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Batches;
import lab.obscura.engine.network.Gradients;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.HostBatch;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.ChannelVector;
import lab.obscura.engine.network.dl4j.array.NetworkParameters;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.dl4j.layer.LayerKinds;
import lab.obscura.engine.network.spec.NetworkSpec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network of our own layers on ND4J's operations. */
final class Dl4jNetwork implements Network {

    private final NetworkSpec spec;
    private final ImageShape input;
    private final ImageShape output;
    private final Pool pool;
    private final NetworkParameters parameters;
    private final Map<String, ChannelVector> statistics;
    private final Optimizer optimizer;
    private final Layer root;
    private final Block inputCopy;
    private final Block outputCopy;
    private final Block gradientCopy;
    private int batch;

    private Dl4jNetwork(NetworkSpec spec, ImageShape input, Construction from) {
        this.spec = spec;
        this.input = input;
        this.output = spec.output(input);
        this.root = from.layer(spec, "");
        this.pool = from.pool();
        this.parameters = from.parameters();
        this.statistics = from.statistics();
        this.optimizer = new Optimizer(parameters);
        this.inputCopy = from.block();
        this.outputCopy = from.block();
        this.gradientCopy = from.block();
    }

    static Dl4jNetwork of(NetworkSpec spec, ImageShape input, NetworkState initial, DataType precision) {
        spec.output(input); // refuses layers that do not fit before native memory is taken
        return NativeMemory.of(
                () -> new Dl4jNetwork(spec, input, new Construction(precision, initial, LayerKinds::build)));
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public ImageShape input() {
        return input;
    }

    @Override
    public ImageShape output() {
        return output;
    }

    @Override
    public Batch forward(Batch x, Pass pass) {
        Batches.requireInput(x, input);
        INDArray given = HostBatch.from(x).array(pool.type());
        pool.releaseAll();
        batch = x.count();
        return NativeMemory.of(() -> {
            INDArray seen = contiguous(given, inputCopy);
            INDArray y = root.forward(seen, pass);
            return HostBatch.over(
                    shareMemory(y, seen) ? outputCopy.shaped(y.shape()).assign(y) : y);
        });
    }

    @Override
    public Batch backward(Batch outputGradient, Wanted wanted) {
        Batches.requireOutputGradient(outputGradient, batch, output);
        INDArray given = HostBatch.from(outputGradient).array(pool.type());
        return NativeMemory.of(() -> {
            INDArray seen = contiguous(given, gradientCopy);
            INDArray dx = root.backward(seen, wanted);
            if (!wanted.input()) {
                return HostBatch.none(input);
            }
            return HostBatch.over(shareMemory(dx, seen) ? pool.take(dx.shape()).assign(dx) : dx);
        });
    }

    /** Layers that change nothing hand on what they were given; what leaves the network is its own. */
    private static boolean shareMemory(INDArray a, INDArray b) {
        return a.data().address() == b.data().address();
    }

    /** The operations read plain row-major memory; anything else is copied into it first. */
    private static INDArray contiguous(INDArray array, Block copy) {
        boolean plain = array.ordering() == 'c' && Arrays.equals(array.stride(), Nd4j.getStrides(array.shape(), 'c'));
        return plain ? array : copy.shaped(array.shape()).assign(array);
    }

    @Override
    public Gradients gradients() {
        return parameters;
    }

    @Override
    public void update(OptimizerStep step) {
        NativeMemory.during(() -> {
            INDArray scratch = pool.take(parameters.flatValues().shape());
            optimizer.apply(step, scratch);
            pool.release(scratch);
        });
        parameters.clear();
    }

    @Override
    public NetworkState state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(parameters.tensors("", parameters.flatValues()));
        statistics.forEach((name, vector) -> tensors.put(name, NetworkParameters.tensor(vector.array())));
        tensors.putAll(optimizer.state());
        return new NetworkState(tensors);
    }

    @Override
    public void load(NetworkState state) {
        parameters.load(state);
        statistics.forEach((name, vector) -> NetworkParameters.write(state.required(name), vector.array()));
        optimizer.load(state);
        parameters.clear();
    }

    @Override
    public long parameterCount() {
        return parameters.count();
    }

    NetworkParameters parameters() {
        return parameters;
    }

    @Override
    public void close() {
        root.close();
        statistics.values().forEach(ChannelVector::close);
        optimizer.close();
        parameters.close();
        pool.close();
        inputCopy.close();
        outputCopy.close();
        gradientCopy.close();
    }
}
