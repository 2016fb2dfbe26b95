package lab.obscura.engine.network.torch.library;

import java.util.Locale;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Where tensors live, and in which precision. */
public record Device(boolean isCuda, ScalarType precision) {

    public static Device of(DeviceChoice device, ScalarType precision) {
        boolean found = torch.cuda_is_available();
        if (device == DeviceChoice.CUDA && !found) {
            throw new SettingsException(new FieldError("device", "cpu or auto on this machine", device.id(), wayOut()));
        }
        return new Device(device != DeviceChoice.CPU && found, precision);
    }

    private static String wayOut() {
        return Library.isBuiltForCuda()
                ? "libtorch finds no NVIDIA GPU; check that nvidia-smi lists one, or choose cpu"
                : "This build computes on the CPU only; build with -Ptorch-cuda, or choose cpu";
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
                ? "CUDA on " + GpuInventory.ofThisMachine().inUse() + ", " + words
                : String.format(Locale.ROOT, "CPU, %d threads, %s", torch.get_num_threads(), words);
    }
}
