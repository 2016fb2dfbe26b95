package lab.obscura.engine.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.engine.estimate.Resources.Memory;
import lab.obscura.engine.network.DeviceChoice;
import org.junit.jupiter.api.Test;

class ShortfallTest {

    private static final Resources SMALL = Resources.withoutCard(new Memory(1024, 6144), EngineBuild.CPU);
    private static final Resources CARDED = Resources.withCard(new Memory(1024, 6144), 24_000, EngineBuild.TORCH_CUDA);

    @Test
    void nothingIsShortWhereOneFitsOrNoneIsKnown() {
        Resources cuda = new Resources(DeviceChoice.CUDA, new Memory(200, 700), 700, EngineBuild.TORCH_CUDA);

        assertThat(Shortfall.of(cuda, List.of(SMALL, CARDED))).isEmpty();
        assertThat(Shortfall.of(cuda, List.of())).isEmpty();
    }

    @Test
    void theMemoryThatIsShortIsNamedWithTheLargest() {
        assertThat(waiting(new Resources(DeviceChoice.CPU, new Memory(3000, 700), 0, EngineBuild.CUDA), SMALL, CARDED))
                .isEqualTo("waits for a larger worker: needs 3000 MB of heap, the largest worker has 1024 MB");
        assertThat(waiting(new Resources(DeviceChoice.CPU, new Memory(200, 7000), 0, EngineBuild.CUDA), SMALL, CARDED))
                .isEqualTo(
                        "waits for a larger worker: needs 7000 MB of off-heap memory, the largest worker has 6144 MB");
        assertThat(waiting(
                        new Resources(DeviceChoice.CUDA, new Memory(200, 30_000), 30_000, EngineBuild.TORCH_CUDA),
                        SMALL,
                        CARDED))
                .isEqualTo("waits for a larger worker: needs 30000 MB of GPU memory, the largest worker has 24000 MB");
    }

    @Test
    void aCardOfAnotherBuildIsNone() {
        Resources dl4j = new Resources(DeviceChoice.CUDA, new Memory(200, 700), 700, EngineBuild.CUDA);

        assertThat(waiting(dl4j, SMALL, CARDED)).isEqualTo("waits for a worker with a GPU, built with -Pcuda");
    }

    @Test
    void ofTheWorkersWithEnoughHeapTheLargestOffHeapCounts() {
        Resources heap = Resources.withoutCard(new Memory(8192, 1024), EngineBuild.CPU);
        Resources need = new Resources(DeviceChoice.CPU, new Memory(4096, 4096), 0, EngineBuild.CUDA);

        assertThat(Shortfall.of(need, List.of(heap, SMALL)))
                .contains(new Shortfall(Shortfall.Kind.OFF_HEAP, 4096, 1024, EngineBuild.CUDA));
    }

    private static String waiting(Resources need, Resources... slots) {
        return Shortfall.of(need, List.of(slots)).orElseThrow().waiting();
    }
}
