package lab.obscura.engine.network.torch;

import java.util.Locale;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Where tensors live, and in which precision. */
record Place(boolean isCuda, ScalarType precision) {

    static Place named(String device, ScalarType precision) {
        boolean found = torch.cuda_is_available();
        if (device.equals("cuda") && !found) {
            throw new SettingsException(new FieldError("device", "cpu or auto on this machine", device, wayOut()));
        }
        return new Place(!device.equals("cpu") && found, precision);
    }

    private static String wayOut() {
        return Library.isBuiltForCuda()
                ? "libtorch finds no NVIDIA GPU; check that nvidia-smi lists one, or choose cpu"
                : "This build computes on the CPU only; build with -Ptorch-cuda, or choose cpu";
    }

    /** For tensors of this place. To be called inside a scope. */
    TensorOptions options() {
        return onHost().device(new DeviceOptional(new Device(isCuda ? torch.kCUDA() : torch.kCPU())));
    }

    /** For memory of Java and ND4J. To be called inside a scope. */
    TensorOptions onHost() {
        return new TensorOptions().dtype(new ScalarTypeOptional(precision));
    }

    @Override
    public String toString() {
        String words = precision == ScalarType.Double ? "double" : "float";
        return isCuda
                ? "CUDA on " + Cards.ofThisMachine().inUse() + ", " + words
                : String.format(Locale.ROOT, "CPU, %d threads, %s", torch.get_num_threads(), words);
    }
}
