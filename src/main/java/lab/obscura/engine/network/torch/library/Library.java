package lab.obscura.engine.network.torch.library;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.obscura.engine.files.NativeCache;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.Precision;
import lab.obscura.engine.network.dl4j.NativeBuild;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads libtorch and tells what was loaded. */
public final class Library {

    private static final Pattern VERSION = Pattern.compile("TORCH_VERSION=([^,\\s]+)");
    private static final Logger LOG = LoggerFactory.getLogger(Library.class);

    /** What the latest choice of a build found missing for the one for cards. */
    private static List<String> missing = List.of();

    private static Optional<TorchBuild> loaded = Optional.empty();

    private Library() {}

    /**
     * Both libraries call the same OpenMP runtime, the one that was loaded first, and so share its threads instead of fighting over the
     * cores. ND4J's must come first: it was built with the older compiler.
     */
    public static synchronized void load() {
        NativeBuild.load();
        requireArraysOnTheHost(NativeBuild.computesOnCpu());
        if (loaded.isEmpty()) {
            TorchBuild build = fitting(isBuiltForCuda());
            NativeCache.load("torch-" + release() + build.extension(), () -> initialize(build));
            loaded = Optional.of(build);
        }
        compute(new Arithmetic(Precision.FLOAT32, true));
    }

    /** The build for cards where all that it needs is there, else the other; without either of them the run is refused. */
    private static TorchBuild fitting(boolean isBuiltForCuda) {
        if (!isBuiltForCuda) {
            return TorchBuild.CPU;
        }
        missing = CudaLibraries.missing();
        if (missing.isEmpty()) {
            return TorchBuild.CUDA;
        }
        LOG.warn("event=cuda-libraries-missing names=\"{}\"", String.join(", ", missing));
        if (!TorchBuild.CPU.isThere()) {
            throw new SettingsException(new FieldError(
                    "engine",
                    "dl4j on a host without " + String.join(", ", missing),
                    "torch",
                    "Install the driver, CUDA 13.1 and cuDNN 9, or start a build without -Ptorch-cuda"));
        }
        return TorchBuild.CPU;
    }

    private static void initialize(TorchBuild build) {
        if (build.isThere()) {
            build.loadFiles();
        }
        if (build == TorchBuild.CUDA) {
            initializeForCuda();
        }
        torch.set_num_threads(threads());
    }

    /** NVIDIA's libraries without which {@link #load} took the build for the CPU in a program that has both. */
    static synchronized List<String> missing() {
        return missing;
    }

    /** That of the jar, which can be asked before anything is loaded. */
    private static String release() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException unnamed) {
            return "unknown";
        }
    }

    /** libtorch looks at the memory of ND4J's arrays; where ND4J computes on a GPU, what lies in the host's memory may be old. */
    public static void requireArraysOnTheHost(boolean nd4jComputesOnCpu) {
        if (!nd4jComputesOnCpu) {
            String wayOut = "ND4J took the GPU here, and torch needs its arrays in the host's memory. "
                    + "Start it with BACKEND_PRIORITY_CPU=100 and BACKEND_PRIORITY_GPU=0, or choose dl4j";
            throw new SettingsException(new FieldError("engine", "dl4j in this process", "torch", wayOut));
        }
    }

    /**
     * JavaCPP looks for builds with the extension that is set, which is ND4J's by now. The GPU build has another; it is set while libtorch
     * is initialized.
     */
    private static void initializeForCuda() {
        String before = System.setProperty(NativeBuild.EXTENSION, TorchBuild.CUDA.extension());
        Loader.loadProperties(true);
        try {
            torch.get_num_threads();
        } finally {
            System.setProperty(NativeBuild.EXTENSION, before);
            Loader.loadProperties(true);
        }
    }

    /**
     * What cuDNN and cuBLAS may do, for the whole process: rounding the factors of convolutions and products to the 10 bits of TF32 on
     * cards since Ampere, and taking algorithms whose sums come in any order, of which cuDNN then searches the fastest for each shape. A build
     * for the CPU knows the switches and has no use for them.
     */
    public static void compute(Arithmetic how) {
        boolean isRough = how.precision() == Precision.TF32;
        Context settings = torch.globalContext();
        settings.setAllowTF32CuDNN(isRough);
        settings.setAllowTF32CuBLAS(isRough);
        settings.setDeterministicCuDNN(how.deterministic());
        settings.setBenchmarkCuDNN(!how.deterministic());
    }

    /** What a computation comes to with all digits of float32, whatever the process rounds to otherwise. */
    public static <T> T inFullPrecision(Supplier<T> computation) {
        Context settings = torch.globalContext();
        boolean wasRough = settings.allowTF32CuBLAS();
        settings.setAllowTF32CuBLAS(false);
        try {
            return computation.get();
        } finally {
            settings.setAllowTF32CuBLAS(wasRough);
        }
    }

    /** Operations beside cuDNN's: where they have a slower way that adds in one order, they take it; the others say so on the error stream. */
    public static void addInOneOrder(boolean deterministic) {
        Context settings = torch.globalContext();
        settings.setDeterministicAlgorithms(deterministic, true);
        settings.setDeterministicFillUninitializedMemory(false);
    }

    /** As ND4J: what OMP_NUM_THREADS says, else all cores. */
    public static int threads() {
        String asked = System.getenv("OMP_NUM_THREADS");
        int cores = Runtime.getRuntime().availableProcessors();
        return asked != null && asked.matches("[1-9]\\d{0,3}") ? Integer.parseInt(asked) : cores;
    }

    public static String version() {
        Matcher found = VERSION.matcher(torch.show_config().getString());
        return found.find() ? found.group(1) : "of unknown version";
    }

    public static boolean isBuiltForCuda() {
        return TorchBuild.CUDA.isThere();
    }
}
