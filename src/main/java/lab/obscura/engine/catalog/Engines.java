package lab.obscura.engine.catalog;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.torch.TorchEngine;

/** The catalog of engines. */
public final class Engines {

    public static final List<String> IDS = List.of("dl4j", "torch");

    public static final String CPU = "cpu";

    /** {@code auto} is the GPU where the engine finds one. */
    public static final List<String> DEVICES = List.of(CPU, "cuda", "auto");

    private Engines() {}

    /**
     * An engine on a device, both as a checked definition names them.
     *
     * @throws lab.obscura.engine.settings.SettingsException when the device is not there
     */
    public static Engine of(String engine, String device) {
        return switch (engine) {
            case "dl4j" -> Dl4jEngine.on(device);
            case "torch" -> TorchEngine.on(device);
            default -> throw new IllegalArgumentException("No engine is called " + engine);
        };
    }

    /** Whether this program carries an engine's code for NVIDIA GPUs. Loads nothing. */
    public static boolean isBuiltForCuda(String engine) {
        return engine.equals("torch") ? TorchEngine.isBuiltForCuda() : Dl4jEngine.isBuiltForCuda();
    }

    /** What stands against a device, as far as it can be known where nothing is computed: workers may run on other hosts. */
    public static Optional<String> doubt(String engine, String device) {
        if (!device.equals("cuda")) {
            return Optional.empty();
        }
        if (isBuiltForCuda(engine)) {
            return Optional.empty();
        }
        return Optional.of("This build has no code for NVIDIA GPUs: the run will wait for a worker that was built with "
                + (engine.equals("torch") ? "-Ptorch-cuda" : "-Pcuda")
                + ". With device auto it takes a GPU where there is one");
    }
}
