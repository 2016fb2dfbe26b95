package lab.obscura.platform.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every process that this program starts. It inherits what native libraries and the operating system ask for and nothing else: passwords
 * stand in the environment of a service, and a run needs none. What it writes is its owner's alone.
 */
public final class Subprocess {

    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LANGUAGE",
            "TZ",
            "TMPDIR",
            "LD_LIBRARY_PATH",
            "LD_PRELOAD",
            "MALLOC_ARENA_MAX",
            "BACKEND_PRIORITY_CPU",
            "BACKEND_PRIORITY_GPU");

    private static final List<String> PREFIXES = List.of(
            "LC_",
            "OMP_",
            "GOMP_",
            "KMP_",
            "MKL_",
            "OPENBLAS_",
            "DNNL_",
            "ONEDNN_",
            "ATEN_",
            "CUDA_",
            "CUDNN_",
            "CUBLAS_",
            "NVIDIA_",
            "PYTORCH_",
            "TORCH_",
            "ND4J_",
            "SD_");

    /** Java cannot set the mask of its own process. After exec it is the program itself, under the same id. */
    private static final List<String> PRIVATE = List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh");

    private Subprocess() {}

    /** A process to be started. */
    public static ProcessBuilder of(List<String> command) {
        List<String> line = new ArrayList<>(PRIVATE);
        line.addAll(command);
        var builder = new ProcessBuilder(line);
        keepOnlyNeeded(builder.environment());
        return builder;
    }

    static void keepOnlyNeeded(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> !NAMES.contains(name) && PREFIXES.stream().noneMatch(name::startsWith));
    }
}
