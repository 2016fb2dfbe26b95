package lab.obscura.engine.pipeline;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.torch.TorchEngine;

/** The catalogue of engines. */
public final class Engines {

    static final List<String> IDS = List.of("dl4j", "torch");

    static final String CPU = "cpu";

    /** {@code auto} is the GPU where the engine finds one. */
    static final List<String> DEVICES = List.of(CPU, "cuda", "auto");

    private Engines() {}

    /**
     * The engine that a definition names; the definition was checked, so it is known.
     *
     * @throws lab.obscura.engine.settings.SettingsException when its device is not there
     */
    static Engine of(ExperimentDefinition definition) {
        return switch (definition.engine()) {
            case "dl4j" -> Dl4jEngine.on(definition.device());
            case "torch" -> TorchEngine.on(definition.device());
            default -> throw new IllegalArgumentException("No engine is called " + definition.engine());
        };
    }

    /** What stands against a device, as far as it can be known where nothing is computed: workers may run on other hosts. */
    public static Optional<String> doubt(ExperimentDefinition definition) {
        if (!definition.device().equals("cuda")) {
            return Optional.empty();
        }
        boolean isTorch = definition.engine().equals("torch");
        if (isTorch ? TorchEngine.isBuiltForCuda() : Dl4jEngine.isBuiltForCuda()) {
            return Optional.empty();
        }
        return Optional.of("This build has no code for NVIDIA GPUs: the run will fail unless its worker was built with "
                + (isTorch ? "-Ptorch-cuda" : "-Pcuda")
                + ". With device auto it takes a GPU where there is one");
    }
}
