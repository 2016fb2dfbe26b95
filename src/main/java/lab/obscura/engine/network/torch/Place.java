package lab.obscura.engine.network.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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

    private static final Path CARDS = Path.of("/proc/driver/nvidia/gpus");

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
                ? "CUDA on " + card() + ", " + words
                : "CPU, %d threads, %s".formatted(torch.get_num_threads(), words);
    }

    /** The card's name as its driver tells it. */
    private static String card() {
        try (Stream<Path> cards = Files.walk(CARDS, 2)) {
            return cards.filter(file -> file.endsWith("information"))
                    .sorted()
                    .findFirst()
                    .map(Place::model)
                    .orElse("an NVIDIA GPU");
        } catch (IOException hidden) {
            return "an NVIDIA GPU"; // containers may hide the driver's folder
        }
    }

    private static String model(Path information) {
        try (Stream<String> lines = Files.lines(information)) {
            return lines.filter(line -> line.startsWith("Model:"))
                    .map(line -> line.substring("Model:".length()).strip())
                    .findFirst()
                    .orElse("an NVIDIA GPU");
        } catch (IOException hidden) {
            return "an NVIDIA GPU";
        }
    }
}
