package lab.obscura.engine.network.dl4j.array;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.FlatLayout;
import lab.obscura.engine.network.Gradients;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.HostValues;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * All trained tensors of a network in one flat vector and their gradients in a second.
 */
public final class NetworkParameters implements Gradients, AutoCloseable {

    private final FlatLayout layout;
    private final INDArray values;
    private final INDArray gradients;
    private final Map<String, Parameter> byName = new LinkedHashMap<>();

    /** Takes every tensor of the state that is trained. */
    public NetworkParameters(NetworkState initial, Pool pool) {
        this.layout = FlatLayout.of(initial);
        this.values = Nd4j.create(pool.type(), layout.size());
        this.gradients = Nd4j.create(pool.type(), layout.size());
        layout.windows()
                .forEach((name, window) ->
                        byName.put(name, new Parameter(name, part(values, window), part(gradients, window), pool)));
        load(initial);
    }

    public Parameter get(String name) {
        return byName.get(name);
    }

    public Iterable<Parameter> all() {
        return byName.values();
    }

    /** The flat vector of values. */
    public INDArray flatValues() {
        return values;
    }

    /** The flat vector of gradients, complete. */
    public INDArray flatGradients() {
        byName.values().forEach(Parameter::gradient);
        return gradients;
    }

    public long count() {
        return layout.count();
    }

    public void load(NetworkState state) {
        byName.forEach((name, parameter) -> write(state.required(name), parameter.value()));
    }

    public static void write(Tensor tensor, INDArray target) {
        float[] fitting = tensor.fitting(target.shape()).values();
        try (INDArray values = HostValues.array(fitting, target.shape())) {
            target.assign(values);
        }
    }

    /** A vector as long as the values, cut into the named tensors, under this prefix. */
    public Map<String, Tensor> tensors(String prefix, INDArray flat) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        layout.windows().forEach((name, window) -> tensors.put(prefix + name, tensor(part(flat, window))));
        return tensors;
    }

    /** The reverse of {@link #tensors}; what is missing becomes zero. */
    public void readInto(INDArray flat, String prefix, NetworkState state) {
        layout.windows().forEach((name, window) -> {
            INDArray target = part(flat, window);
            Tensor tensor = state.tensors().get(prefix + name);
            if (tensor == null) {
                target.assign(0);
                return;
            }
            write(tensor, target);
        });
    }

    public static Tensor tensor(INDArray array) {
        INDArray plain = array.dataType() == DataType.FLOAT ? array : array.castTo(DataType.FLOAT);
        float[] values = plain.reshape(plain.length()).toFloatVector();
        if (plain != array) {
            plain.close();
        }
        return new Tensor(array.shape().clone(), values);
    }

    private static INDArray part(INDArray flat, FlatLayout.Window window) {
        long end = window.start() + window.length();
        return flat.get(NDArrayIndex.interval(window.start(), end)).reshape('c', window.shape());
    }

    @Override
    public float[] of(String parameter) {
        layout.of(parameter); // refuses a name that is none
        return tensor(get(parameter).gradient()).values();
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
    public float[] values() {
        float[] all = new float[Math.toIntExact(count())];
        int from = 0;
        for (Parameter parameter : byName.values()) {
            float[] one = tensor(parameter.gradient()).values();
            System.arraycopy(one, 0, all, from, one.length);
            from += one.length;
        }
        return all;
    }

    @Override
    public void put(float[] all) {
        layout.require(all);
        int from = 0;
        for (Parameter parameter : byName.values()) {
            INDArray gradient = parameter.gradient();
            int to = from + Math.toIntExact(gradient.length());
            write(new Tensor(gradient.shape(), Arrays.copyOfRange(all, from, to)), gradient);
            parameter.written();
            from = to;
        }
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
