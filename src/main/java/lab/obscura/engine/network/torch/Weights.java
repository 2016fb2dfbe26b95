package lab.obscura.engine.network.torch;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.Gradients;
import lab.obscura.engine.network.NetworkState;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * All trained tensors of a network as windows on one flat vector, their gradients in a second, so that an optimiser step is a handful of
 * operations and not a handful per layer. Every tensor here is kept by name until {@link #close}.
 */
final class Weights implements Gradients, AutoCloseable {

    /** Tensors start at multiples of this many values: aligned memory is faster. The gaps stay zero. */
    private static final int ALIGNMENT = 16;

    private final Place place;
    private final Map<String, Window> windows = new LinkedHashMap<>();
    private final Map<String, Tensor> leaves = new LinkedHashMap<>();
    private final Tensor values;
    private final Tensor gradients;
    private boolean clear = true;

    /** Takes every tensor of the state that is trained. */
    Weights(NetworkState initial, Place place) {
        this.place = place;
        long size = 0;
        for (var entry : initial.tensors().entrySet()) {
            if (NetworkState.isTrained(entry.getKey())) {
                windows.put(entry.getKey(), new Window(size, entry.getValue().shape()));
                long length = entry.getValue().values().length;
                size += (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            }
        }
        this.values = zeros(size);
        this.gradients = zeros(size);
        Scope.quietly(() -> windows.forEach((name, window) -> {
            Tensor leaf = window.of(values).detach();
            leaf.set_requires_grad(true);
            leaves.put(name, Kept.from(leaf));
        }));
        load(initial);
    }

    private Tensor zeros(long size) {
        return Scope.quiet(() -> Kept.from(torch.zeros(new long[] {size}, place.options())));
    }

    /** The tensor that layers compute with; autograd follows it. */
    Tensor leaf(String name) {
        return leaves.get(name);
    }

    boolean isEmpty() {
        return leaves.isEmpty();
    }

    /** To be called inside a scope. */
    TensorVector all() {
        return new TensorVector(leaves.values().toArray(Tensor[]::new));
    }

    Tensor values() {
        return values;
    }

    Tensor flatGradients() {
        return gradients;
    }

    /** Adds what one backward pass found, in the order of {@link #all}. */
    void add(TensorVector found) {
        int i = 0;
        for (Window window : windows.values()) {
            Tensor target = window.of(gradients);
            Tensor one = found.get(i++);
            if (clear) {
                target.copy_(one);
            } else {
                target.add_(one);
            }
        }
        clear = false;
    }

    long count() {
        return windows.values().stream().mapToLong(Window::length).sum();
    }

    void load(NetworkState state) {
        Scope.quietly(() ->
                windows.forEach((name, window) -> HostTensors.write(required(state, name), window.of(values), place)));
    }

    static lab.obscura.engine.network.Tensor required(NetworkState state, String name) {
        var tensor = state.tensors().get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("The state has no tensor " + name
                    + ": it belongs to another network. Load it into one built from the same specification.");
        }
        return tensor;
    }

    /** A vector as long as the values, cut into the named tensors, under this prefix. */
    Map<String, lab.obscura.engine.network.Tensor> tensors(String prefix, Tensor flat) {
        Map<String, lab.obscura.engine.network.Tensor> tensors = new LinkedHashMap<>();
        Scope.quietly(
                () -> windows.forEach((name, window) -> tensors.put(prefix + name, HostTensors.read(window.of(flat)))));
        return tensors;
    }

    /** The reverse of {@link #tensors}; what is missing becomes zero. */
    void readInto(Tensor flat, String prefix, NetworkState state) {
        Scope.quietly(() -> windows.forEach((name, window) -> {
            var tensor = state.tensors().get(prefix + name);
            if (tensor == null) {
                window.of(flat).zero_();
            } else {
                HostTensors.write(tensor, window.of(flat), place);
            }
        }));
    }

    @Override
    public float[] of(String parameter) {
        Window window = windows.get(parameter);
        if (window == null) {
            throw new IllegalArgumentException("No parameter " + parameter + "; there are " + windows.keySet());
        }
        return Scope.quiet(() -> HostTensors.read(window.of(gradients)).values());
    }

    @Override
    public double norm() {
        return Scope.quiet(() -> gradients.norm().item_double());
    }

    @Override
    public void scale(double factor) {
        Scope.quiet(() -> gradients.mul_(new Scalar(factor)));
    }

    @Override
    public void clear() {
        Scope.quiet(gradients::zero_);
        clear = true;
    }

    @Override
    public void close() {
        leaves.values().forEach(Kept::release);
        Kept.release(values);
        Kept.release(gradients);
    }

    /** Where a tensor lies in a flat vector. Kernels are out × height × width × in there, which libtorch calls channels last. */
    private record Window(long start, long[] shape) {

        /** As libtorch wants it: kernels are out × in × height × width. To be called inside a scope. */
        Tensor of(Tensor flat) {
            Tensor part = flat.narrow(0, start, length());
            if (shape.length != 4) {
                return part.view(shape);
            }
            return part.view(shape[3], shape[0], shape[1], shape[2]).permute(0, 3, 1, 2);
        }

        long length() {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }
    }
}
