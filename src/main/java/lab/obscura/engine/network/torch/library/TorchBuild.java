package lab.obscura.engine.network.torch.library;

import java.io.File;
import java.io.IOException;
import java.util.List;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.bytedeco.javacpp.Loader;

/** The native builds of libtorch that the program may carry. Even on the CPU the one for cards needs CUDA's libraries. */
enum TorchBuild {
    CPU("", List.of("c10", "torch_cpu", "torch")),
    CUDA("-gpu", List.of("c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"));

    private final String extension;
    private final List<String> files;

    TorchBuild(String extension, List<String> files) {
        this.extension = extension;
        this.files = files;
    }

    /** What JavaCPP calls it. */
    String extension() {
        return extension;
    }

    /** Whether its files are on the class path. */
    boolean isThere() {
        return TorchBuild.class.getResource(resource(files.get(files.size() - 2))) != null;
    }

    /**
     * Loads our own files before JavaCPP looks for them: where one cannot be loaded JavaCPP takes what the system has under the same name, and
     * another version of libtorch ends the process.
     *
     * @throws SettingsException when one cannot be loaded
     */
    void loadFiles() {
        for (String name : files) {
            try {
                File file = Loader.cacheResource(TorchBuild.class, resource(name));
                System.load(file.getAbsolutePath());
            } catch (IOException | UnsatisfiedLinkError broken) {
                String wayOut =
                        "The libraries on this host do not fit libtorch's build for cards: install those of CUDA 13.1 and "
                                + "cuDNN 9, start a build without -Ptorch-cuda, or choose dl4j";
                var error = new FieldError(
                        "engine", "one whose libraries load (" + broken.getMessage() + ")", "torch", wayOut);
                var refused = new SettingsException(error);
                refused.initCause(broken);
                throw refused;
            }
        }
    }

    private String resource(String name) {
        return "/org/bytedeco/pytorch/linux-x86_64" + extension + "/lib" + name + ".so";
    }
}
