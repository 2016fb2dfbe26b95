package lab.obscura.engine.network.torch.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuInventoryTest {

    @TempDir
    private Path driver;

    @Test
    void cardsOfOneModelAreNamed() throws IOException {
        card("0000:01:00.0", "NVIDIA H100");
        card("0000:02:00.0", "NVIDIA H100");

        assertThat(new GpuInventory(driver, Optional.of("1")).inUse()).isEqualTo("NVIDIA H100");
    }

    @Test
    void amongSeveralModelsNoneIsGuessed() throws IOException {
        card("0000:02:00.0", "NVIDIA H100");
        card("0000:01:00.0", "NVIDIA T4");

        assertThat(new GpuInventory(driver, Optional.empty()).inUse())
                .isEqualTo("the first visible card of NVIDIA T4, NVIDIA H100");
        assertThat(new GpuInventory(driver, Optional.of("1")).inUse())
                .isEqualTo("the first visible card (CUDA_VISIBLE_DEVICES=1) of NVIDIA T4, NVIDIA H100");
    }

    @Test
    void aHiddenDriverLeavesTheNameOpen() {
        assertThat(new GpuInventory(driver.resolve("hidden"), Optional.empty()).inUse())
                .isEqualTo("an NVIDIA GPU");
    }

    @Test
    void cardsAreNamedAsTheEnvironmentNamesThemElseByTheirPlaceOnTheBus() throws IOException {
        card("0000:02:00.0", "NVIDIA H100");
        card("0000:01:00.0", "NVIDIA T4");

        assertThat(new GpuInventory(driver, Optional.empty()).cards()).containsExactly("0", "1");
        assertThat(new GpuInventory(driver, Optional.of("3, GPU-1b2c")).cards()).containsExactly("3", "GPU-1b2c");
        assertThat(new GpuInventory(driver, Optional.of("-1")).cards()).isEmpty();
    }

    private void card(String bus, String model) throws IOException {
        Path folder = Files.createDirectory(driver.resolve(bus));
        Files.writeString(folder.resolve("information"), "Model: \t\t " + model + "\nIRQ: 42\n");
    }
}
