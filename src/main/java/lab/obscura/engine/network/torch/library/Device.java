package lab.obscura.engine.network.torch.library;

import java.util.Locale;
import java.util.function.Supplier;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Precision;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tensors live, and how they are computed with.
 *
 * @param precision of tensors: float32, or float64 for comparisons
 * @param keepsBatches whether what a network answers stays in libtorch's memory: on a card, where copying it is expensive
 */
public record Device(boolean isCuda, ScalarType precision, Arithmetic arithmetic, boolean keepsBatches) {

    public static Device of(DeviceChoice device, ScalarType precision, Arithmetic arithmetic) {
        boolean found = torch.cuda_is_available();
        if (device == DeviceChoice.CUDA && !found) {
            throw new SettingsException(new FieldError("device", "cpu or auto on this machine", device.id(), wayOut()));
        }
        boolean isCuda = device != DeviceChoice.CPU && found;
        var chosen = new Device(isCuda, precision, arithmetic, isCuda);
        if (!chosen.isCuda && arithmetic.precision() == Precision.TF32) {
            throw new SettingsException(new FieldError(
                    "precision",
                    "float32 on a CPU",
                    arithmetic.precision().id(),
                    "Leave it out, or set device to cuda"));
        }
        return chosen;
    }

    /** The same with batches that stay in libtorch's memory, as on a card. */
    public Device keepingBatches() {
        return new Device(isCuda, precision, arithmetic, true);
    }

    private static String wayOut() {
        if (!Library.missing().isEmpty()) {
            return "This host lacks " + String.join(", ", Library.missing())
                    + "; install NVIDIA's driver, CUDA 13.1 and cuDNN 9, or choose cpu";
        }
        return Library.isBuiltForCuda()
                ? "libtorch finds no NVIDIA GPU; check that nvidia-smi lists one, or choose cpu"
                : "This build computes on the CPU only; build with -Ptorch-cuda, or choose cpu";
    }

    /** Makes the library compute as was asked for; the latest call holds for the whole process. */
    public void prepare() {
        if (isCuda) {
            Library.compute(arithmetic);
            Library.addInOneOrder(arithmetic.deterministic());
            wakeAutograd();
        }
    }

    /**
     * A way back that is one multiplication. Autograd's thread for a card has no context of CUDA until its first kernel; if that one is cuBLAS's,
     * libtorch warns and makes one by the way.
     */
    void wakeAutograd() {
        Scope.recording(() -> {
            Tensor number = torch.ones(new long[] {1}, options());
            number.set_requires_grad(true);
            var outputs = new TensorVector(number.mul(number));
            return torch.grad(outputs, new TensorVector(number)).size();
        });
    }

    /** What a computation comes to; on this device layers may round between each other. To be called inside a scope. */
    public <T> T rounding(Supplier<T> computation) {
        return arithmetic.precision() == Precision.BF16
                ? Bfloat16.with(isCuda ? DeviceType.CUDA : DeviceType.CPU, computation)
                : computation.get();
    }

    /** For tensors on this device. To be called inside a scope. */
    public TensorOptions options() {
        var kind = isCuda ? torch.kCUDA() : torch.kCPU();
        return onHost().device(new DeviceOptional(new org.bytedeco.pytorch.Device(kind)));
    }

    /** For memory of Java and ND4J. To be called inside a scope. */
    public TensorOptions onHost() {
        return new TensorOptions().dtype(new ScalarTypeOptional(precision));
    }

    @Override
    public String toString() {
        String words = precision == ScalarType.Double ? "double" : "float";
        return isCuda
                ? "CUDA on " + GpuInventory.ofThisMachine().inUse() + ", " + arithmetic.onACard()
                : String.format(Locale.ROOT, "CPU, %d threads, %s", torch.get_num_threads(), words);
    }
}
