package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children that take their own process with them, and nothing else. */
class BrokenChildPostgresTest {

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();

    @Test
    void whatCrashesOrEatsItsMemoryTakesNothingElseWithIt() throws IOException {
        try (var worker = WorkerProcess.keeping(queue.database, home, "alpha", 2, WorkerProcess.FAKE_CHILD)) {
            RunId calm = queue.submit("ada", 0, "{\"name\": \"draws on\"}");
            Patience.until(
                    "its first words",
                    Duration.ofMinutes(3),
                    () -> queue.journal.log(calm).size() > 1);
            RunId crash = queue.submit("bob", 0, "{\"name\": \"crashes natively\"}");
            RunId heap = queue.submit("eve", 0, "{\"name\": \"fills its heap\"}");
            RunId killed = queue.submit("kim", 0, "{\"name\": \"is killed for its memory\"}");

            Patience.until(
                    "their ends",
                    Duration.ofMinutes(10),
                    () -> List.of(crash, heap, killed).stream()
                            .allMatch(run -> queue.state(run).isOver()));
            Files.write(home.resolve("checkpoints/" + calm + "/enough"), new byte[0]);
            Patience.until(
                    "the calm one's end",
                    Duration.ofMinutes(3),
                    () -> queue.state(calm).isOver());

            assertThat(queue.reason(crash))
                    .startsWith("stopped its worker three times")
                    .contains("native code");
            assertThat(queue.reason(heap)).contains("Out of memory (heap 512 MB", "raise obscura.worker.heap");
            assertThat(queue.reason(killed))
                    .startsWith("stopped its worker three times")
                    .contains("run out of memory");
            assertThat(queue.runs.find(crash).orElseThrow().attempt()).isEqualTo(3);
            assertThat(queue.runs.find(killed).orElseThrow().attempt()).isEqualTo(3);
            assertThat(queue.runs.find(heap).orElseThrow().attempt())
                    .as("what does not fit will not fit the next time")
                    .isEqualTo(1);
            assertThat(queue.state(calm)).isEqualTo(RunState.SUCCEEDED);
            assertThat(queue.runs.find(calm).orElseThrow().attempt()).isEqualTo(1);
            new Books(queue.jdbc).balance();
            assertThat(worker.children()).isEmpty();
            System.out.println(
                    "crash and kill given up after 3 attempts, the full heap after 1; the calm one ended well");
        }
    }
}
