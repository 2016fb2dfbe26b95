package lab.obscura.engine.network.torch.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Precision;
import lab.obscura.engine.settings.SettingsException;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LibraryTest {

    private static final Path MAPPED = Path.of("/proc/self/maps");

    @BeforeAll
    static void load() {
        Library.load();
    }

    @Test
    void convolutionsAndProductsKeepAllDigitsOfFloat32() {
        Context settings = torch.globalContext();

        assertThat(settings.allowTF32CuDNN()).isFalse();
        assertThat(settings.allowTF32CuBLAS()).isFalse();
        assertThat(settings.allowTF32OneDNN()).isFalse();
    }

    @Test
    void cudnnAddsInAFixedOrder() {
        Context settings = torch.globalContext();

        assertThat(settings.deterministicCuDNN()).isTrue();
        assertThat(settings.benchmarkCuDNN()).isFalse();
    }

    @Test
    void aCardMaySearchAndRoundWhereTheDefinitionLetsIt() {
        Context settings = torch.globalContext();
        try {
            Library.compute(new Arithmetic(Precision.TF32, false));
            assertThat(settings.allowTF32CuDNN()).isTrue();
            assertThat(settings.allowTF32CuBLAS()).isTrue();
            assertThat(settings.benchmarkCuDNN()).isTrue();
            assertThat(settings.deterministicCuDNN()).isFalse();

            Library.compute(new Arithmetic(Precision.BF16, true));
            assertThat(settings.allowTF32CuDNN()).isFalse();
            assertThat(settings.benchmarkCuDNN()).isFalse();

            Library.addInOneOrder(true);
            assertThat(settings.deterministicAlgorithms()).isTrue();
            assertThat(settings.deterministicAlgorithmsWarnOnly()).isTrue();
        } finally {
            Library.addInOneOrder(false);
            Library.load();
        }
        assertThat(settings.deterministicCuDNN()).isTrue();
        assertThat(settings.deterministicAlgorithms()).isFalse();
    }

    @Test
    void theFirstWayBackOfADeviceIsOneMultiplication() {
        Device device = Device.of(DeviceChoice.CPU, ScalarType.Float, Arithmetic.DEFAULT);

        assertThatCode(device::wakeAutograd).doesNotThrowAnyException();
    }

    @Test
    void aCpuHasNoTf32() {
        assertThatThrownBy(() -> Device.of(DeviceChoice.AUTO, ScalarType.Float, new Arithmetic(Precision.TF32, false)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("precision must be float32 on a CPU, was tf32. Leave it out, or set device to cuda");
    }

    @Test
    void takesAsManyThreadsAsNd4j() {
        assertThat(torch.get_num_threads()).isEqualTo(Library.threads());
    }

    @Test
    void bothLibrariesShareOneOpenMpRuntime() throws IOException {
        assumeThat(MAPPED).as("what is mapped is read from Linux").exists();

        var runtimes = Files.readAllLines(MAPPED).stream()
                .filter(line -> line.contains("/libgomp"))
                .map(line -> line.substring(line.indexOf('/')))
                .collect(Collectors.toSet());

        assertThat(runtimes).hasSize(1);
    }

    @Test
    void refusesAProcessWhoseArraysMayLieOnTheGpu() {
        assertThatCode(() -> Library.requireArraysOnTheHost(true)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Library.requireArraysOnTheHost(false))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "engine must be dl4j in this process, was torch. ND4J took the GPU here, and torch needs its arrays in "
                                + "the host's memory. Start it with BACKEND_PRIORITY_CPU=100 and BACKEND_PRIORITY_GPU=0, or choose dl4j");
    }
}
