package lab.obscura.engine.catalog;

import java.util.Optional;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.torch.TorchEngine;

/** The catalog of engines. */
public final class Engines {

    private Engines() {}

    /**
     * An engine on a device, both as a checked definition names them.
     *
     * @throws lab.obscura.engine.settings.SettingsException when the device is not there
     */
    public static Engine of(EngineId engine, DeviceChoice device) {
        return switch (engine) {
            case DL4J -> Dl4jEngine.on(device);
            case TORCH -> TorchEngine.on(device);
        };
    }

    /** Whether this program carries an engine's code for NVIDIA GPUs. Loads nothing. */
    public static boolean isBuiltForCuda(EngineId engine) {
        return engine == EngineId.TORCH ? TorchEngine.isBuiltForCuda() : Dl4jEngine.isBuiltForCuda();
    }

    /** What stands against a device, as far as it can be known where nothing is computed: workers may run on other hosts. */
    public static Optional<String> doubt(EngineId engine, DeviceChoice device) {
        if (device != DeviceChoice.CUDA || isBuiltForCuda(engine)) {
            return Optional.empty();
        }
        return Optional.of("This build has no code for NVIDIA GPUs: the run will wait for a worker that was built with "
                + (engine == EngineId.TORCH ? "-Ptorch-cuda" : "-Pcuda")
                + ". With device auto it takes a GPU where there is one");
    }
}
