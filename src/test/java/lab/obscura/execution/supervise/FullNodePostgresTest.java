package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import lab.obscura.engine.data.Datasets;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.datasets.DataDelivery;
import lab.obscura.execution.datasets.FullNode;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.execution.link.LinkFixture;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullNodePostgresTest {

    private static final String BIRDS = """
            {"dataset": {"id": "birds"}, "network": {"backbone": "cnn-4"}, "training": {"epochs": 1}, "attacks": [],
             "seeds": [1]}""";

    @TempDir
    Path disk;

    @Test
    void aNodeWithoutRoomLeavesTheRunToOthersAndGoesOnWithWhatItHas() throws IOException {
        Files.createDirectories(disk.resolve("service/birds/train/crow"));
        Files.writeString(disk.resolve("service/birds/train/crow/1.png"), "a crow");
        var queue = new QueueFixture();
        RunId birds = queue.submit("ada", 9, BIRDS, "d".repeat(64)); // as the source says
        queue.jdbc
                .sql("update runs set needs_data = '{birds}' where id = :run")
                .param("run", birds.value())
                .update();

        try (var worker = worker(queue)) {
            worker.start();
            worker.await("the run's return", () -> attempts(queue, birds) == 1 && hasEnded(queue, birds));
            worker.awaitOver(worker.submit("is fine"));
            worker.awaitOver(worker.submit("is fine"));
        }

        assertThat(attempts(queue, birds)).isEqualTo(1);
        assertThat(queue.state(birds)).as(queue.reason(birds)).isEqualTo(RunState.QUEUED);
        assertThat(queue.reason(birds)).contains("has no room for its data", "obscura.disk.least-free");
    }

    @Test
    void aSetAboveTheLimitOfTheOnlyWorkerFailsNoRun() throws IOException {
        Files.createDirectories(disk.resolve("service/birds/train/crow"));
        Files.writeString(disk.resolve("service/birds/train/crow/1.png"), "a crow");
        var queue = new QueueFixture();
        RunId birds = queue.submit("ada", 9, BIRDS, "d".repeat(64));
        queue.jdbc
                .sql("update runs set needs_data = '{birds}' where id = :run")
                .param("run", birds.value())
                .update();

        try (var worker =
                worker(queue, here -> FullNode.small(here, disk.resolve("service"), disk.resolve("node"), 5))) {
            worker.start();
            worker.awaitOver(worker.submit("is fine"));
        }

        assertThat(attempts(queue, birds)).isZero();
        assertThat(queue.state(birds)).isEqualTo(RunState.QUEUED);
    }

    private WorkerFixture worker(QueueFixture queue) {
        return worker(queue, here -> FullNode.delivery(here, disk.resolve("service"), disk.resolve("node")));
    }

    private WorkerFixture worker(QueueFixture queue, Function<Datasets, DataDelivery> data) {
        return new WorkerFixture(
                queue,
                LinkFixture.to(queue),
                Map.of("obscura.home", disk.resolve("home").toString()),
                properties -> new ProcessLauncher(new ChildCommand(properties, FakeChild.PROGRAM)),
                data);
    }

    private static boolean hasEnded(QueueFixture queue, RunId run) {
        return queue.state(run) != RunState.RUNNING;
    }

    private static int attempts(QueueFixture queue, RunId run) {
        return queue.jdbc
                .sql("select attempt from runs where id = :run")
                .param("run", run.value())
                .query(Integer.class)
                .single();
    }
}
