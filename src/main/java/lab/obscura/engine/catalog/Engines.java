package lab.obscura.engine.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.network.Precision;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.settings.FieldError;

/** The catalog of engines. */
public final class Engines {

    private Engines() {}

    /**
     * An engine on a device, as a checked definition names them.
     *
     * @throws lab.obscura.engine.settings.SettingsException when the device is not there
     */
    public static Engine of(EngineId engine, DeviceChoice device, Arithmetic arithmetic) {
        return switch (engine) {
            case DL4J -> Dl4jEngine.on(device);
            case TORCH -> TorchEngine.on(device, arithmetic);
        };
    }

    /** What an engine cannot do of what is asked for, by the field that says so; a definition with it is refused. */
    public static List<FieldError> objections(EngineId engine, DeviceChoice device, Arithmetic arithmetic) {
        var errors = new ArrayList<FieldError>();
        boolean isRounded = arithmetic.precision() != Precision.FLOAT32;
        if (isRounded && (engine == EngineId.DL4J || device != DeviceChoice.CUDA)) {
            String rule = engine == EngineId.DL4J ? "float32 with engine dl4j" : "float32 on device " + device.id();
            String wayOut = "Leave it out, or choose engine torch on device cuda";
            errors.add(new FieldError("precision", rule, arithmetic.precision().id(), wayOut));
        }
        if (arithmetic.deterministic() && engine == EngineId.DL4J && device != DeviceChoice.CPU) {
            String rule = "false with engine dl4j on device " + device.id();
            String wayOut = "Leave it out, or choose device cpu, where it holds anyway, or engine torch";
            errors.add(new FieldError("deterministic", rule, "true", wayOut));
        }
        return errors;
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
