package lab.obscura.engine.network.torch.graph;

import lab.obscura.engine.network.graph.KeptRows;
import lab.obscura.engine.network.torch.batch.HostTensors;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Rows in libtorch's memory. */
final class TorchRing implements KeptRows {

    private final Tensor rows;

    TorchRing(float[] values, int size, Device device) {
        this.rows = Scope.quiet(() -> OwnedTensor.from(Uploads.moved(
                new FloatPointer(values), ScalarType.Float, device, ScalarType.Float, values.length / size, size)));
    }

    Tensor rows() {
        return rows;
    }

    @Override
    public float[] values() {
        return rows.numel() == 0
                ? new float[0]
                : Scope.quiet(() -> HostTensors.read(rows).values());
    }

    @Override
    public void close() {
        OwnedTensor.release(rows);
    }
}
