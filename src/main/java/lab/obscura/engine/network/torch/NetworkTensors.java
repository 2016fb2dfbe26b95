package lab.obscura.engine.network.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.torch.batch.HostTensors;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What the layers of a network compute with: parameters, statistics, constants. */
final class NetworkTensors implements AutoCloseable {

    private final Weights weights;
    private final Device device;
    private final Map<String, Tensor> statistics = new LinkedHashMap<>();
    private final Map<String, Tensor> constants = new LinkedHashMap<>();

    NetworkTensors(NetworkState initial, Weights weights, Device device) {
        this.weights = weights;
        this.device = device;
        Scope.quietly(() -> initial.tensors().forEach((name, tensor) -> {
            if (!NetworkState.isTrained(name)) {
                statistics.put(name, OwnedTensor.from(torch.zeros(tensor.shape(), device.options())));
            }
        }));
        load(initial);
    }

    Tensor parameter(String name) {
        return weights.leaf(name);
    }

    Tensor statistic(String name) {
        return statistics.get(name);
    }

    /** One number per channel. Asked for inside a scope. */
    Tensor constant(String name, Supplier<double[]> perChannel) {
        return constants.computeIfAbsent(name, missing -> {
            double[] values = perChannel.get();
            return OwnedTensor.from(Tensor.create(values, 1, values.length, 1, 1)
                    .to(device.options(), false, true, new MemoryFormatOptional()));
        });
    }

    Device device() {
        return device;
    }

    void load(NetworkState state) {
        Scope.quietly(
                () -> statistics.forEach((name, tensor) -> HostTensors.write(state.required(name), tensor, device)));
    }

    Map<String, lab.obscura.engine.network.Tensor> statistics() {
        Map<String, lab.obscura.engine.network.Tensor> copies = new LinkedHashMap<>();
        if (statistics.isEmpty()) {
            return copies;
        }
        Scope.quietly(() -> {
            var flat = new TensorVector();
            statistics.values().forEach(tensor -> flat.push_back(tensor.reshape(-1)));
            Tensor here = HostCopies.ofState(torch.cat(flat));
            long from = 0;
            for (var statistic : statistics.entrySet()) {
                Tensor tensor = statistic.getValue();
                Tensor part = here.narrow(0, from, tensor.numel()).view(tensor.shape());
                copies.put(statistic.getKey(), HostTensors.read(part));
                from += tensor.numel();
            }
        });
        return copies;
    }

    @Override
    public void close() {
        statistics.values().forEach(OwnedTensor::release);
        constants.values().forEach(OwnedTensor::release);
    }
}
