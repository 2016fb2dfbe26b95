package lab.obscura.engine.network.torch;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.FlatLayout;
import lab.obscura.engine.network.FlatLayout.Window;
import lab.obscura.engine.network.Gradients;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.torch.batch.HostTensors;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.Operators;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.step.StepCalls;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * All trained tensors of a network as windows on one flat vector, their gradients in a second. Every tensor here is kept by name until
 * {@link #close}.
 */
final class Weights implements Gradients, AutoCloseable {

    private final Device device;
    private final FlatLayout layout;
    private final Map<String, Tensor> leaves = new LinkedHashMap<>();
    private final Tensor values;
    private final Tensor gradients;
    /** Each parameter's part of the gradients, in the order of {@link #all}. */
    private final GenericList gradientParts;

    private final StepCalls calls;
    /** Whether the gradients count as zero, whatever is still in their memory: the next pass writes over it. */
    private boolean clear = true;

    /** Takes every tensor of the state that is trained. */
    Weights(NetworkState initial, Device device, StepCalls calls) {
        this.device = device;
        this.calls = calls;
        this.layout = FlatLayout.of(initial);
        this.values = zeros();
        this.gradients = zeros();
        Scope.quietly(() -> layout.windows().forEach((name, window) -> {
            Tensor leaf = part(values, window).detach();
            leaf.set_requires_grad(true);
            leaves.put(name, OwnedTensor.from(leaf));
        }));
        this.gradientParts = Scope.quiet(() -> OwnedTensor.from(
                Operators.listOf(layout.windows().values().stream().map(window -> part(gradients, window))::iterator)));
        load(initial);
    }

    private Tensor zeros() {
        return Scope.quiet(() -> OwnedTensor.from(torch.zeros(new long[] {layout.size()}, device.options())));
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

    Tensor flatValues() {
        return values;
    }

    Tensor flatGradients() {
        if (clear) {
            calls.zero(gradients);
        }
        return gradients;
    }

    /** Adds what one backward pass found, in the order of {@link #all} and perhaps more behind it; one call, however many there are. */
    void add(TensorVector found) {
        if (clear) {
            calls.copyEach(gradientParts, found);
        } else {
            calls.addEach(gradientParts, found);
        }
        clear = false;
    }

    long count() {
        return layout.count();
    }

    void load(NetworkState state) {
        Scope.quietly(() -> layout.windows()
                .forEach((name, window) -> HostTensors.write(state.required(name), part(values, window), device)));
    }

    /** A vector as long as the values, cut into the named tensors, under this prefix. */
    Map<String, lab.obscura.engine.network.Tensor> tensors(String prefix, Tensor flat) {
        Map<String, lab.obscura.engine.network.Tensor> tensors = new LinkedHashMap<>();
        Scope.quietly(() -> {
            Tensor here = HostCopies.ofState(flat);
            layout.windows()
                    .forEach((name, window) -> tensors.put(prefix + name, HostTensors.read(part(here, window))));
        });
        return tensors;
    }

    /** The reverse of {@link #tensors}; what is missing becomes zero. */
    void readInto(Tensor flat, String prefix, NetworkState state) {
        Scope.quietly(() -> layout.windows().forEach((name, window) -> {
            var tensor = state.tensors().get(prefix + name);
            if (tensor == null) {
                part(flat, window).zero_();
            } else {
                HostTensors.write(tensor, part(flat, window), device);
            }
        }));
    }

    @Override
    public float[] of(String parameter) {
        Window window = layout.of(parameter);
        return Scope.quiet(() -> HostTensors.read(part(flatGradients(), window)).values());
    }

    @Override
    public double norm() {
        return Scope.quiet(() -> flatGradients().norm().item_double());
    }

    @Override
    public void scale(double factor) {
        Scope.quiet(() -> flatGradients().mul_(new Scalar(factor)));
    }

    @Override
    public float[] values() {
        float[] all = new float[Math.toIntExact(count())];
        int from = 0;
        for (var tensor : tensors("", flatGradients()).values()) {
            float[] one = tensor.values();
            System.arraycopy(one, 0, all, from, one.length);
            from += one.length;
        }
        return all;
    }

    @Override
    public void put(float[] all) {
        layout.require(all);
        Scope.quietly(() -> {
            int from = 0;
            for (Window window : layout.windows().values()) {
                int to = from + Math.toIntExact(window.length());
                var one = new lab.obscura.engine.network.Tensor(window.shape(), Arrays.copyOfRange(all, from, to));
                HostTensors.write(one, part(gradients, window), device);
                from = to;
            }
        });
        clear = false;
    }

    @Override
    public void clear() {
        clear = true;
    }

    @Override
    public void close() {
        leaves.values().forEach(OwnedTensor::release);
        OwnedTensor.release(values);
        OwnedTensor.release(gradientParts);
        OwnedTensor.release(gradients);
    }

    /** A tensor's part of a flat vector. Kernels are out × height × width × in there, which libtorch calls channels last. */
    private static Tensor part(Tensor flat, Window window) {
        long[] shape = window.shape();
        Tensor part = flat.narrow(0, window.start(), window.length());
        if (shape.length != 4) {
            return part.view(shape);
        }
        return part.view(shape[3], shape[0], shape[1], shape[2]).permute(0, 3, 1, 2);
    }
}
