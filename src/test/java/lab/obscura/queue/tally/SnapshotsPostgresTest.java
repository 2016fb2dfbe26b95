package lab.obscura.queue.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.List;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.workers.CardState;
import lab.obscura.queue.workers.Workers;
import org.junit.jupiter.api.Test;

/** What a scrape reads of the cards. */
class SnapshotsPostgresTest {

    @Test
    void aCardThatTwoWorkersShareCountsOnceAndTheLaterWordHolds() {
        var queue = new QueueFixture();
        var workers = new Workers(queue.jdbc);
        workers.register(worker("a"), List.of(new CardState("GPU-a", "NVIDIA H200", 1000, 100, 10)));
        workers.register(worker("a"), List.of(new CardState("GPU-a", "NVIDIA H200", 1000, 400, 90)));
        workers.register(
                worker("b"),
                List.of(
                        new CardState("GPU-b", "NVIDIA A100", 2000, 0, CardState.UNKNOWN),
                        new CardState("GPU-c", "NVIDIA A100", 2000, 600, 60)));
        var snapshots = new Snapshots(queue.jdbc, new Tallies(queue.jdbc), Clock.systemUTC());

        assertThat(snapshots.value(one -> one.cards().count())).isEqualTo(3);
        assertThat(snapshots.value(one -> one.cards().usedBytes())).isEqualTo(1000 * 1048576.0);
        assertThat(snapshots.value(one -> one.cards().totalBytes())).isEqualTo(5000 * 1048576.0);
        assertThat(snapshots.value(one -> one.cards().busy())).isCloseTo(0.5, within(1e-9));
    }

    private static WorkerInfo worker(String host) {
        var card = Resources.withCard(new Resources.Memory(1024, 1024), 500, EngineBuild.TORCH_CUDA);
        return new WorkerInfo(WorkerId.random(), host, 1, 1, card, "test");
    }
}
