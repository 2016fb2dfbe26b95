package lab.obscura.engine.network.torch.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Loader;

/**
 * The libraries of NVIDIA that libtorch's build for cards is linked with. They are not in the jar. Each is asked for by its name before
 * anything of that build is touched: a library that finds only half of what it needs cannot be put back.
 */
final class CudaLibraries {

    /** The driver's first, then what the others need of each other; of CUDA 13 and cuDNN 9. */
    static final List<String> NEEDED = List.of(
            "libcuda.so.1",
            "libcudart.so.13",
            "libcupti.so.13",
            "libcublasLt.so.13",
            "libcublas.so.13",
            "libcufft.so.12",
            "libcurand.so.10",
            "libnvJitLink.so.13",
            "libcusparse.so.12",
            "libcusolver.so.12",
            "libcufile.so.0",
            "libcudnn.so.9",
            "libnccl.so.2");

    /** Where CUDA's own installer puts them; the linker need not know. */
    private static final List<Path> FOLDERS = List.of(
            Path.of("/usr/local/cuda-13.1/lib64"),
            Path.of("/usr/local/cuda-13.1/extras/CUPTI/lib64"),
            Path.of("/usr/local/cuda/lib64"),
            Path.of("/usr/local/cuda/extras/CUPTI/lib64"),
            Path.of("/usr/lib64"));

    private CudaLibraries() {}

    /** Opens all of them and names those that cannot be opened. */
    static List<String> missing() {
        return missing(CudaLibraries::open);
    }

    /** @param opening fails with an {@link UnsatisfiedLinkError} */
    static List<String> missing(Consumer<String> opening) {
        List<String> missing = new ArrayList<>();
        for (String name : NEEDED) {
            try {
                opening.accept(name);
            } catch (UnsatisfiedLinkError notThere) {
                missing.add(name);
            }
        }
        return missing;
    }

    private static void open(String name) {
        try {
            Loader.loadGlobal(name); // as the dynamic linker finds it
        } catch (UnsatisfiedLinkError unknownToTheLinker) {
            Path file = FOLDERS.stream()
                    .map(folder -> folder.resolve(name))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> unknownToTheLinker);
            Loader.loadGlobal(file.toString());
        }
    }
}
