package lab.obscura.engine.estimate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import lab.obscura.engine.catalog.Engines;

/** How the program was built: which engine carries code for NVIDIA GPUs. Every build computes on the CPU with every engine. */
public enum EngineBuild {
    /** None. */
    CPU(""),
    /** With {@code -Pcuda}. */
    CUDA("dl4j"),
    /** With {@code -Ptorch-cuda}. */
    TORCH_CUDA("torch");

    private final String engine;

    EngineBuild(String engine) {
        this.engine = engine;
    }

    /** Looks into the program and loads nothing. */
    public static EngineBuild ofThisProgram() {
        return Arrays.stream(values())
                .filter(build -> build != CPU && Engines.isBuiltForCuda(build.engine))
                .findFirst()
                .orElse(CPU);
    }

    /** The build in which an engine has code for NVIDIA GPUs. */
    static EngineBuild withCudaFor(String engine) {
        return Arrays.stream(values())
                .filter(build -> build.engine.equals(engine))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No build has code for GPUs for the engine " + engine));
    }

    /** As the profile of the build is called. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for one that a later version of the program has. */
    public static Optional<EngineBuild> of(String id) {
        return Arrays.stream(values()).filter(build -> build.id().equals(id)).findFirst();
    }
}
