package lab.obscura.engine.network.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of ND4J into which the results of a pass are copied. They are valid until {@link #forget} and then used again. */
final class ResultArrays implements AutoCloseable {

    private final Device device;
    private final List<INDArray> free = new ArrayList<>();
    private final List<INDArray> taken = new ArrayList<>();

    ResultArrays(Device device) {
        this.device = device;
    }

    /** An array with these values, batch × height × width × channels. */
    INDArray holding(Tensor tensor) {
        long[] shape = {tensor.size(0), tensor.size(2), tensor.size(3), tensor.size(1)};
        INDArray array = take(shape);
        Scope.quiet(() -> HostTensors.view(array, device).copy_(tensor));
        return array;
    }

    private INDArray take(long[] shape) {
        for (int i = 0; i < free.size(); i++) {
            if (Arrays.equals(free.get(i).shape(), shape)) {
                INDArray array = free.remove(i);
                taken.add(array);
                return array;
            }
        }
        DataType type = device.precision() == ScalarType.Double ? DataType.DOUBLE : DataType.FLOAT;
        INDArray array = Nd4j.createUninitialized(type, shape);
        taken.add(array);
        return array;
    }

    /** Nobody looks at the arrays of the latest pass any more. What its shapes did not need goes. */
    void forget() {
        free.forEach(INDArray::close);
        free.clear();
        free.addAll(taken);
        taken.clear();
    }

    @Override
    public void close() {
        forget();
        forget();
    }
}
