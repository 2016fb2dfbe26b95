package lab.obscura.engine.network.torch.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.HostBatch;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a network hands out, valid until {@link #forget}: batches that stay where it computes, or arrays of ND4J into which results are
 * copied and which are used again.
 */
public final class ResultArrays implements AutoCloseable {

    private final Device device;
    private final List<INDArray> free = new ArrayList<>();
    private final List<INDArray> taken = new ArrayList<>();
    private final List<Tensor> kept = new ArrayList<>();

    public ResultArrays(Device device) {
        this.device = device;
    }

    /** A batch with these values, batch × channels × height × width. */
    public Batch holding(Tensor tensor) {
        if (device.keepsBatches()) {
            Tensor alone = OwnedTensor.from(tensor.detach());
            kept.add(alone);
            return TorchBatch.lent(alone);
        }
        long[] shape = {tensor.size(0), tensor.size(2), tensor.size(3), tensor.size(1)};
        INDArray array = take(shape);
        Scope.quiet(() -> HostTensors.view(array, device).copy_(tensor));
        return HostBatch.over(array);
    }

    private INDArray take(long[] shape) {
        for (int i = 0; i < free.size(); i++) {
            if (Arrays.equals(free.get(i).shape(), shape)) {
                INDArray array = free.remove(i);
                taken.add(array);
                return array;
            }
        }
        INDArray array = Nd4j.createUninitialized(HostTensors.type(device), shape);
        taken.add(array);
        return array;
    }

    /** Nobody looks at the results of the latest pass any more. Arrays that its shapes did not need go. */
    public void forget() {
        free.forEach(INDArray::close);
        free.clear();
        free.addAll(taken);
        taken.clear();
        kept.forEach(OwnedTensor::release);
        kept.clear();
    }

    @Override
    public void close() {
        forget();
        forget();
    }
}
