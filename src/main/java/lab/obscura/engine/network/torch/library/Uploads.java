package lab.obscura.engine.network.torch.library;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The way of numbers from Java to where libtorch computes. To a card they go through memory that it reads by itself, so the host does not
 * wait for what the card was asked before. To be used inside a scope.
 */
public final class Uploads {

    private Uploads() {}

    /** In the precision of the device. */
    public static Tensor of(float[] values, Device device, long... shape) {
        return moved(new FloatPointer(values), ScalarType.Float, device, device.precision(), shape);
    }

    /** As whole numbers that choose elements of other tensors. */
    public static Tensor indices(int[] values, Device device, long... shape) {
        return moved(new IntPointer(values), ScalarType.Int, device, ScalarType.Long, shape);
    }

    /** In float64, whatever the device computes with. */
    public static Tensor doubles(double[] values, Device device, long... shape) {
        return moved(new DoublePointer(values), ScalarType.Double, device, ScalarType.Double, shape);
    }

    /** 0, 1, 2 and so on. */
    public static Tensor along(long length, Device device) {
        var options = new TensorOptions()
                .dtype(new ScalarTypeOptional(ScalarType.Long))
                .device(new DeviceOptional(device.options().device()));
        return torch.arange(new Scalar(length), options);
    }

    /** A copy, wherever the device is. */
    public static Tensor moved(Pointer memory, ScalarType type, Device device, ScalarType wanted, long... shape) {
        Tensor here = torch.from_blob(memory, shape, new TensorOptions(type));
        Tensor there = device.isCuda() ? toCard(here, device) : here.clone();
        return there.to(wanted);
    }

    /** The same tensor on a card. */
    public static Tensor toCard(Tensor here, Device device) {
        var options = new TensorOptions()
                .dtype(new ScalarTypeOptional(here.scalar_type()))
                .device(new DeviceOptional(device.options().device()));
        return here.contiguous().pin_memory().to(options, true, false, new MemoryFormatOptional());
    }
}
