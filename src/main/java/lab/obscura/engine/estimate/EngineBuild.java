package lab.obscura.engine.estimate;

import java.util.Arrays;
import java.util.Optional;
import lab.obscura.engine.catalog.Engines;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.settings.EnumId;

/** How the program was built: which engine carries code for NVIDIA GPUs. Every build computes on the CPU with every engine. */
public enum EngineBuild {
    /** None. */
    CPU,
    /** With {@code -Pcuda}. */
    CUDA,
    /** With {@code -Ptorch-cuda}. */
    TORCH_CUDA;

    /** Looks into the program and loads nothing. */
    public static EngineBuild ofThisProgram() {
        return Arrays.stream(EngineId.values())
                .filter(Engines::isBuiltForCuda)
                .map(EngineBuild::withCudaFor)
                .findFirst()
                .orElse(CPU);
    }

    /** The build in which an engine has code for NVIDIA GPUs. */
    static EngineBuild withCudaFor(EngineId engine) {
        return switch (engine) {
            case DL4J -> CUDA;
            case TORCH -> TORCH_CUDA;
        };
    }

    /** As the profile of the build is called. */
    public String id() {
        return EnumId.of(this);
    }

    /** Empty for one that a later version of the program has. */
    public static Optional<EngineBuild> of(String id) {
        return EnumId.find(EngineBuild.class, id);
    }
}
