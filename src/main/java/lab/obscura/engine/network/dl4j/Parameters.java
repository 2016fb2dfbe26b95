package lab.obscura.engine.network.dl4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.Gradients;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * All trained tensors of a network in one flat vector and their gradients in a second, so that an optimiser step is a handful of
 * operations and not a handful per layer.
 */
final class Parameters implements Gradients, AutoCloseable {

    /** Tensors start at multiples of this many values: aligned memory is faster. The gaps stay zero. */
    private static final int ALIGNMENT = 16;

    private final INDArray values;
    private final INDArray gradients;
    private final Map<String, Parameter> byName = new LinkedHashMap<>();
    private final Map<String, Long> starts = new LinkedHashMap<>();

    /** Takes every tensor of the state that is trained. */
    Parameters(NetworkState initial, Pool pool) {
        long size = 0;
        for (var entry : initial.tensors().entrySet()) {
            if (NetworkState.isTrained(entry.getKey())) {
                starts.put(entry.getKey(), size);
                long length = entry.getValue().values().length;
                size += (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            }
        }
        this.values = Nd4j.create(pool.type(), Math.max(size, ALIGNMENT));
        this.gradients = Nd4j.create(pool.type(), Math.max(size, ALIGNMENT));
        starts.forEach((name, start) -> {
            long[] shape = initial.tensors().get(name).shape();
            INDArray value = window(values, start, shape);
            byName.put(name, new Parameter(name, value, window(gradients, start, shape), pool));
        });
        load(initial);
    }

    Parameter get(String name) {
        return byName.get(name);
    }

    Iterable<Parameter> all() {
        return byName.values();
    }

    /** The flat vector of values. */
    INDArray values() {
        return values;
    }

    /** The flat vector of gradients, complete. */
    INDArray flatGradients() {
        byName.values().forEach(Parameter::gradient);
        return gradients;
    }

    long count() {
        return byName.values().stream()
                .mapToLong(parameter -> parameter.value().length())
                .sum();
    }

    void load(NetworkState state) {
        byName.forEach((name, parameter) -> write(required(state, name), parameter.value()));
    }

    static Tensor required(NetworkState state, String name) {
        Tensor tensor = state.tensors().get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("The state has no tensor " + name
                    + ": it belongs to another network. Load it into one built from the same specification.");
        }
        return tensor;
    }

    static void write(Tensor tensor, INDArray target) {
        if (!Arrays.equals(tensor.shape(), target.shape())) {
            throw new IllegalArgumentException("The state has shape " + Arrays.toString(tensor.shape())
                    + " where the network has " + Arrays.toString(target.shape())
                    + ": it belongs to another network. Load it into one built from the same specification.");
        }
        try (INDArray values = Nd4j.createFromArray(tensor.values())) {
            target.assign(values.reshape(target.shape()));
        }
    }

    /** A vector as long as the values, cut into the named tensors, under this prefix. */
    Map<String, Tensor> tensors(String prefix, INDArray flat) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        starts.forEach((name, start) -> tensors.put(
                prefix + name, tensor(window(flat, start, get(name).value().shape()))));
        return tensors;
    }

    /** The reverse of {@link #tensors}; what is missing becomes zero. */
    void readInto(INDArray flat, String prefix, NetworkState state) {
        starts.forEach((name, start) -> {
            INDArray target = window(flat, start, get(name).value().shape());
            Tensor tensor = state.tensors().get(prefix + name);
            if (tensor == null) {
                target.assign(0);
                return;
            }
            write(tensor, target);
        });
    }

    static Tensor tensor(INDArray array) {
        INDArray plain = array.dataType() == DataType.FLOAT ? array : array.castTo(DataType.FLOAT);
        float[] values = plain.reshape(plain.length()).toFloatVector();
        if (plain != array) {
            plain.close();
        }
        return new Tensor(array.shape().clone(), values);
    }

    private static INDArray window(INDArray flat, long start, long[] shape) {
        long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return flat.get(NDArrayIndex.interval(start, start + size)).reshape('c', shape);
    }

    @Override
    public float[] of(String parameter) {
        Parameter found = byName.get(parameter);
        if (found == null) {
            throw new IllegalArgumentException("No parameter " + parameter + "; there are " + byName.keySet());
        }
        return tensor(found.gradient()).values();
    }

    @Override
    public double norm() {
        return flatGradients().norm2Number().doubleValue();
    }

    @Override
    public void scale(double factor) {
        flatGradients().muli(factor);
    }

    @Override
    public void clear() {
        byName.values().forEach(Parameter::clear);
    }

    @Override
    public void close() {
        values.close();
        gradients.close();
    }
}
