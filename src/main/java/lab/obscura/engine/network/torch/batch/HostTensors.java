package lab.obscura.engine.network.torch.batch;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.HostBatch;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Between libtorch's tensors and what lives outside it: named tensors of a state, and ND4J's arrays. To be used inside a scope. */
public final class HostTensors {

    private HostTensors() {}

    /** Writes a tensor of a state; kernels are kernel × kernel × in × out there and out × in × kernel × kernel here. */
    public static void write(lab.obscura.engine.network.Tensor source, Tensor target, Device device) {
        var memory = new FloatPointer(source.fitting(stateShape(target)).values());
        Tensor values = torch.from_blob(memory, source.shape(), new TensorOptions(ScalarType.Float));
        target.copy_(source.shape().length == 4 ? values.permute(3, 2, 0, 1) : values);
    }

    /** A copy in the layout of a state. */
    public static lab.obscura.engine.network.Tensor read(Tensor tensor) {
        Tensor ordered = tensor.dim() == 4 ? tensor.permute(2, 3, 1, 0) : tensor;
        Tensor plain = ordered.cpu().to(ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(plain.numel())];
        new FloatPointer(plain.data_ptr()).get(values);
        return new lab.obscura.engine.network.Tensor(stateShape(tensor), values);
    }

    private static long[] stateShape(Tensor tensor) {
        long[] shape = tensor.shape();
        return shape.length == 4 ? new long[] {shape[2], shape[3], shape[1], shape[0]} : shape;
    }

    /** An array of batch × height × width × channels, seen as batch × channels × height × width. Nothing is copied. */
    public static Tensor view(INDArray array, Device device) {
        long[] shape = array.shape();
        long[] stride = array.stride();
        return torch.from_blob(
                array.data().addressPointer(),
                new long[] {shape[0], shape[3], shape[1], shape[2]},
                new long[] {stride[0], stride[3], stride[1], stride[2]},
                device.onHost());
    }

    /** A batch where the network computes, channels last; a copy only when it lies elsewhere or otherwise. */
    public static Tensor input(Batch batch, Device device) {
        Tensor here = batch instanceof TorchBatch kept ? kept.tensor() : uploaded(HostBatch.from(batch), device);
        return here.contiguous(torch.MemoryFormat.ChannelsLast);
    }

    /** A batch of a tensor of batch × channels × height × width, which the caller closes. */
    public static Batch batch(Tensor tensor) {
        return TorchBatch.of(tensor.contiguous(torch.MemoryFormat.ChannelsLast));
    }

    private static Tensor uploaded(HostBatch batch, Device device) {
        Tensor view = view(batch.array(type(device)), device);
        return device.isCuda() ? Uploads.toCard(view, device) : view;
    }

    /** Samples as somebody compares them, in the precision of the device: rounded as the host rounds. */
    static Tensor placed(PlacedSamples samples, Device device) {
        Tensor values = input(samples.batch(), device);
        if (samples.shifts().isEmpty()) {
            return values;
        }
        Tensor moved = values.to(ScalarType.Double).sub(ofChannels(samples.shifts(), device));
        return moved.div(ofChannels(samples.scales(), device)).to(device.precision());
    }

    private static Tensor ofChannels(List<Double> values, Device device) {
        double[] each = values.stream().mapToDouble(value -> value).toArray();
        return Uploads.doubles(each, device, 1, each.length, 1, 1);
    }

    /**
     * A copy of values on the host where the network computes, batch × channels × height × width.
     *
     * @param values example after example, each height × width × channels
     */
    public static Tensor uploaded(float[] values, ImageShape shape, Device device) {
        long examples = values.length / shape.size();
        return Uploads.of(values, device, examples, shape.height(), shape.width(), shape.channels())
                .permute(0, 3, 1, 2);
    }

    /** Of arrays that hold what this device computes with. */
    public static DataType type(Device device) {
        return device.precision() == ScalarType.Double ? DataType.DOUBLE : DataType.FLOAT;
    }
}
