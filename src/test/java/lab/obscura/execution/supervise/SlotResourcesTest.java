package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.estimate.Resources.Memory;
import lab.obscura.platform.ObscuraProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SlotResourcesTest {

    private static final Memory MEMORY = new Memory(2048, 4096);

    @Test
    void aCardCountsOnlyWhereTheProgramHasCodeForIt() {
        assertThat(found(EngineBuild.CPU, true, "24576", "-1B"))
                .isEqualTo(Resources.withoutCard(MEMORY, EngineBuild.CPU));
        assertThat(found(EngineBuild.TORCH_CUDA, false, "", "-1B"))
                .isEqualTo(Resources.withoutCard(MEMORY, EngineBuild.TORCH_CUDA));
        assertThat(found(EngineBuild.CUDA, true, "24576", "0"))
                .isEqualTo(Resources.withoutCard(MEMORY, EngineBuild.CUDA));
    }

    @Test
    void slotsShareTheSmallestCard() {
        assertThat(found(EngineBuild.TORCH_CUDA, true, "81559\n24576\n", "-1B"))
                .isEqualTo(Resources.withCard(MEMORY, 12_288, EngineBuild.TORCH_CUDA));
    }

    @Test
    void eachOfSeveralCardsIsSharedByTheSlotsThatItsRunsHave() {
        assertThat(found(EngineBuild.TORCH_CUDA, true, 2, "81559\n24576\n", "-1B"))
                .isEqualTo(Resources.withCard(MEMORY, 24_576, EngineBuild.TORCH_CUDA));
        assertThat(found(EngineBuild.TORCH_CUDA, true, 1, "24576\n", "-1B"))
                .isEqualTo(Resources.withCard(MEMORY, 12_288, EngineBuild.TORCH_CUDA));
    }

    @Test
    void aDriverThatSaysNothingLeavesTheMemoryUnknown() {
        assertThat(found(EngineBuild.TORCH_CUDA, true, "NVIDIA-SMI has failed", "-1B"))
                .isEqualTo(Resources.withCard(MEMORY, 0, EngineBuild.TORCH_CUDA));
    }

    @Test
    void theOperatorKnowsBetter() {
        assertThat(found(EngineBuild.TORCH_CUDA, false, "", "16GB"))
                .isEqualTo(Resources.withCard(MEMORY, 8192, EngineBuild.TORCH_CUDA));
    }

    private static Resources found(EngineBuild build, boolean card, String answer, String configured) {
        return found(build, card, 0, answer, configured);
    }

    private static Resources found(EngineBuild build, boolean card, int cards, String answer, String configured) {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "obscura.worker.slots", "2",
                        "obscura.worker.heap", "2GB",
                        "obscura.worker.off-heap", "4GB",
                        "obscura.worker.gpu-memory", configured)))
                .bindOrCreate("obscura", ObscuraProperties.class)
                .worker();
        return new SlotResources(settings, build, card, cards, () -> answer).resources();
    }
}
