package lab.obscura.engine.network.torch;

import lab.obscura.engine.network.matrix.ResidentRows;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.Library;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Rows in libtorch's memory, on the card where there is one. */
final class TorchRows implements ResidentRows {

    private final Device device;
    private final int size;
    private final Tensor rows;

    TorchRows(float[] values, int size, Device device) {
        this.device = device;
        this.size = size;
        this.rows = Scope.quiet(() -> OwnedTensor.from(here(values).clone()));
    }

    @Override
    public float[] products(float[] others) {
        return Scope.quiet(() -> Library.inFullPrecision(
                () -> HostCopies.values(torch.mm(rows, here(others).t()))));
    }

    /** As rows, valid within the scope. */
    private Tensor here(float[] values) {
        Tensor host = torch.from_blob(
                new FloatPointer(values), new long[] {values.length / size, size}, new TensorOptions(ScalarType.Float));
        return host.to(device.options(), false, false, new MemoryFormatOptional());
    }

    @Override
    public void close() {
        OwnedTensor.release(rows);
    }
}
