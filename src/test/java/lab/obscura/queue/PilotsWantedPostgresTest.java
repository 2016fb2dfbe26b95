package lab.obscura.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.estimate.Resources.Memory;
import lab.obscura.engine.network.DeviceChoice;
import org.junit.jupiter.api.Test;

/** The view {@code pilots_wanted}, which tells batch systems how many workers are worth starting. */
class PilotsWantedPostgresTest {

    private static final Memory MEMORY = new Memory(100, 100);

    private final QueueFixture queue = new QueueFixture();

    @Test
    void anEmptyQueueWantsNobody() {
        assertThat(wanted()).isEqualTo(Map.of("cpu", 0L, "cuda", 0L, "any", 0L));
    }

    @Test
    void everyWaitingRunWantsAPilotOfItsKind() {
        submit(DeviceChoice.CPU);
        submit(DeviceChoice.AUTO);
        submit(DeviceChoice.CUDA);

        assertThat(wanted()).isEqualTo(Map.of("cpu", 2L, "cuda", 1L, "any", 3L));
    }

    @Test
    void aBusyPilotIsStillWantedAndAnotherWorkerIsNone() {
        submit(DeviceChoice.CPU);
        submit(DeviceChoice.CPU);
        submit(DeviceChoice.CPU);
        WorkerInfo pilot = queue.worker("pilot");
        queue.jdbc.sql("update workers set pilot = true").update();
        queue.claim(pilot);
        queue.claim(queue.worker("by hand"));

        assertThat(wanted()).isEqualTo(Map.of("cpu", 2L, "cuda", 0L, "any", 2L));
    }

    @Test
    void aPausedQueueWantsThoseWhoWorkAndNobodyElse() {
        submit(DeviceChoice.CPU);
        submit(DeviceChoice.CPU);
        WorkerInfo pilot = queue.worker("pilot");
        queue.jdbc.sql("update workers set pilot = true").update();
        queue.claim(pilot);

        queue.queue.pause("a test");

        assertThat(wanted()).isEqualTo(Map.of("cpu", 1L, "cuda", 0L, "any", 1L));
    }

    private void submit(DeviceChoice device) {
        queue.submit("ada", new Resources(device, MEMORY, 0, EngineBuild.CUDA));
    }

    private Map<String, Long> wanted() {
        return queue
                .jdbc
                .sql("select device, wanted from pilots_wanted")
                .query((row, index) -> Map.entry(row.getString("device"), row.getLong("wanted")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
