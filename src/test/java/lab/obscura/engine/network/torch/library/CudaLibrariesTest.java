package lab.obscura.engine.network.torch.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaLibrariesTest {

    private static final String MARK = "said ";

    @Test
    void namesWhatCannotBeOpenedAndAsksForEverything() {
        List<String> asked = new ArrayList<>();
        Set<String> there = Set.of("libcuda.so.1", "libcudart.so.13", "libcublas.so.13");

        List<String> missing = CudaLibraries.missing(name -> {
            asked.add(name);
            if (!there.contains(name)) {
                throw new UnsatisfiedLinkError(name + ": cannot open shared object file");
            }
        });

        assertThat(asked).isEqualTo(CudaLibraries.NEEDED);
        assertThat(missing).hasSize(CudaLibraries.NEEDED.size() - 3).doesNotContainAnyElementsOf(there);
        assertThat(missing).contains("libcudnn.so.9", "libnccl.so.2", "libcufile.so.0");
        assertThat(CudaLibraries.missing(name -> {})).isEmpty();
    }

    /** A program with both builds, of which the one for cards is an empty file: touching it would end the process. */
    @Test
    void withoutTheLibrariesOfACardAutoComputesOnTheCpuAndCudaIsRefusedByTheirNames(@TempDir Path classes)
            throws IOException, InterruptedException {
        assumeThat(CudaLibraries.missing())
                .as("NVIDIA's libraries that are missing on this host")
                .isNotEmpty();
        Path build = Files.createDirectories(classes.resolve("org/bytedeco/pytorch/linux-x86_64-gpu"));
        for (String file :
                List.of("libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so")) {
            Files.createFile(build.resolve(file));
        }
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                CudaLibrariesTest.class.getName());

        String output = TestCommand.run(new ProcessBuilder(command)).output();

        List<String> said = output.lines().filter(line -> line.startsWith(MARK)).toList();
        assertThat(said).hasSize(3);
        assertThat(said.get(0)).isEqualTo(MARK + "true");
        assertThat(said.get(1)).contains("libtorch 2.10.0, CPU");
        assertThat(said.get(2))
                .contains("device must be cpu or auto on this machine, was cuda. This host lacks ")
                .contains(CudaLibraries.missing())
                .contains("install NVIDIA's driver, CUDA 13.1 and cuDNN 9, or choose cpu");
    }

    /** What the engine says in a process of its own. */
    public static void main(String[] arguments) {
        System.out.println(MARK + TorchEngine.isBuiltForCuda());
        System.out.println(MARK + TorchEngine.on(DeviceChoice.AUTO).describe());
        try {
            System.out.println(MARK + TorchEngine.on(DeviceChoice.CUDA).describe());
        } catch (SettingsException refused) {
            System.out.println(MARK + refused.getMessage());
        }
    }
}
