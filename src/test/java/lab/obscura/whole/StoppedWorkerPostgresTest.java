package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.account.Actor;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.journal.StoredEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stands still for so long that its run is given to another one, and then goes on as if nothing had been. */
class StoppedWorkerPostgresTest {

    private static final int ALL = 100_000;

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();
    private final Books books = new Books(queue.jdbc);

    @Test
    void aWorkerThatSleptThroughItsLeaseWritesNothingMore() {
        sleepThroughTheLease("first");
    }

    @Test
    @Tag("long")
    void tenWorkersThatSleptThroughTheirLeasesWriteNothingMore() {
        IntStream.range(0, 10).forEach(time -> sleepThroughTheLease("time" + time));
    }

    private void sleepThroughTheLease(String name) {
        try (var sleeper = worker(name + "-sleeper")) {
            RunId run = queue.submit("ada", 0, "{\"name\": \"draws on\"}");
            Patience.until("its first words", Duration.ofMinutes(3), () -> spokenBy(run, 1) > 3);
            List<ProcessHandle> old = sleeper.children().toList();

            sleeper.pause();
            try (var rescuer = worker(name + "-rescuer")) {
                Patience.until("the second attempt", Duration.ofMinutes(3), () -> spokenBy(run, 2) > 3);
                sleeper.goOn();
                Patience.until(
                        "the end of the old child",
                        Duration.ofMinutes(1),
                        () -> old.stream().noneMatch(ProcessHandle::isAlive));

                assertThat(rescuer.children()).hasSize(1);
                assertThat(queue.reason(run)).startsWith("runs on " + name + "-rescuer");
                assertThat(staleWords(run)).isZero();
                System.out.println(name + " stop: 0 stale lines, the old child is gone");
                queue.queue.cancel(run, Actor.ANONYMOUS, "enough");
                Patience.until(
                        "the end of the run",
                        Duration.ofMinutes(1),
                        () -> queue.state(run).isOver());
                books.balance();
            }
        }
    }

    private WorkerProcess worker(String name) {
        return WorkerProcess.start(queue.database, home, name, 1, WorkerProcess.FAKE_CHILD);
    }

    private long spokenBy(RunId run, int attempt) {
        return queue.journal.log(run).stream()
                .filter(line -> line.line().equals("attempt " + attempt))
                .count();
    }

    /** What the first attempt has said after the second one began. */
    private long staleWords(RunId run) {
        List<StoredEvent> events = queue.journal.after(run, 0, ALL);
        long secondBegan = events.stream()
                .filter(event -> event.kind().equals("state") && event.payload().contains("\"attempt\": 2"))
                .mapToLong(StoredEvent::number)
                .min()
                .orElseThrow();
        return events.stream()
                .filter(event -> event.number() > secondBegan && event.payload().contains("attempt 1"))
                .count();
    }
}
