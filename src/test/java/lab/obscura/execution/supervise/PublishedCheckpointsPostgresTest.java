package lab.obscura.execution.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.journal.LogLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts that share nothing but the database and a store of checkpoints. */
class PublishedCheckpointsPostgresTest {

    @TempDir
    Path disk;

    private final QueueFixture queue = new QueueFixture();

    @Test
    void aRunThatOneHostGivesBackResumesOnAnother() {
        RunId run;
        try (var first = host("first", "1h")) {
            run = first.submit("waits unless resumed");
            first.start();
            first.await("its checkpoint", () -> said(first, run).contains("checkpoint written"));
        }
        assertThat(published()).as("published when the worker ended").hasSize(2);

        try (var second = host("second", "1h")) {
            second.start();
            second.awaitOver(run);

            assertThat(queue.state(run)).isEqualTo(RunState.SUCCEEDED);
            assertThat(said(second, run)).contains("resumed");
            second.await("the removal of what it published", () -> published().isEmpty());
        }
    }

    @Test
    void aHostThatDiesWithoutAWordLeavesWhatItPublishedMeanwhile() {
        try (var first = host("first", "1s")) {
            RunId run = first.submit("waits unless resumed");
            first.start();

            first.await("a state in the store", () -> published().size() == 2);

            assertThat(queue.state(run)).isEqualTo(RunState.RUNNING);
        }
    }

    @Test
    void aStoreThatIsAwayStopsNoTraining() throws IOException {
        Files.writeString(disk.resolve("store"), "a file where the folder should be");
        try (var only = host("only", "1s")) {
            RunId run = only.submit("works a little");
            only.start();
            only.awaitOver(run);

            assertThat(queue.state(run)).isEqualTo(RunState.SUCCEEDED);
        }
    }

    @Test
    void aRunOfWhichNoPublishedCheckpointIsWholeFailsWithTheWayOut() throws IOException {
        RunId run;
        try (var first = host("first", "1h")) {
            run = first.submit("waits unless resumed");
            first.start();
            first.await("its checkpoint", () -> said(first, run).contains("checkpoint written"));
        }
        for (Path file : published()) {
            Files.writeString(file, "scrambled");
        }

        try (var second = host("second", "1h")) {
            second.start();
            second.awaitOver(run);
        }

        assertThat(queue.state(run)).isEqualTo(RunState.FAILED);
        assertThat(queue.reason(run))
                .startsWith("The run cannot resume: of its 1 published checkpoints none is whole")
                .endsWith("a retry restarts it from scratch");
    }

    private WorkerFixture host(String name, String interval) {
        return new WorkerFixture(
                queue,
                Map.of(
                        "obscura.home",
                        disk.resolve(name).toString(),
                        "obscura.checkpoint.store",
                        "folder",
                        "obscura.checkpoint.folder",
                        disk.resolve("store").toString(),
                        "obscura.checkpoint.interval",
                        interval),
                properties -> new ProcessLauncher(new ChildCommand(properties, FakeChild.PROGRAM)));
    }

    private static List<String> said(WorkerFixture worker, RunId run) {
        return worker.queue.journal.log(run).stream().map(LogLine::line).toList();
    }

    private List<Path> published() {
        Path store = disk.resolve("store");
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // somebody is just removing them
        }
    }
}
