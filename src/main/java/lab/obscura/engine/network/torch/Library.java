package lab.obscura.engine.network.torch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.obscura.engine.network.dl4j.NativeBuild;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** Loads libtorch and tells what was loaded. */
final class Library {

    private static final String CUDA_CODE = "/org/bytedeco/pytorch/linux-x86_64-gpu/libtorch_cuda.so";
    private static final Pattern VERSION = Pattern.compile("TORCH_VERSION=([^,\\s]+)");

    private Library() {}

    /**
     * Both libraries call the same OpenMP runtime, the one that was loaded first, and so share its threads instead of fighting over the
     * cores. ND4J's must come first: it was built with the older compiler.
     */
    static void load() {
        NativeBuild.load();
        if (isBuiltForCuda()) {
            initializeForCuda();
        }
        torch.set_num_threads(threads());
    }

    /**
     * JavaCPP looks for builds with the extension that is set, which is ND4J's by now. The GPU build has another; it is set while libtorch
     * is initialised, which happens once.
     */
    private static synchronized void initializeForCuda() {
        String before = System.setProperty(NativeBuild.EXTENSION, "-gpu");
        Loader.loadProperties(true);
        try {
            torch.get_num_threads();
        } finally {
            System.setProperty(NativeBuild.EXTENSION, before);
            Loader.loadProperties(true);
        }
    }

    /** As ND4J: what OMP_NUM_THREADS says, else all cores. */
    static int threads() {
        String asked = System.getenv("OMP_NUM_THREADS");
        int cores = Runtime.getRuntime().availableProcessors();
        return asked != null && asked.matches("[1-9]\\d{0,3}") ? Integer.parseInt(asked) : cores;
    }

    static String version() {
        Matcher found = VERSION.matcher(torch.show_config().getString());
        return found.find() ? found.group(1) : "of unknown version";
    }

    static boolean isBuiltForCuda() {
        return Library.class.getResource(CUDA_CODE) != null;
    }
}
