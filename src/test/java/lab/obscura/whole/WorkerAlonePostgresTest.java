package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.Ends;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.workers.WorkerView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code worker}, as on another host: it knows nothing but the database. */
class WorkerAlonePostgresTest {

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();

    @Test
    void aWorkerJoinsIsWokenDrainsAndLeaves() throws Exception {
        Process worker = start();
        try {
            Patience.until(
                    "the worker",
                    Duration.ofMinutes(3),
                    () -> !queue.workers.all().isEmpty());
            WorkerView joined = queue.workers.all().get(0);
            assertThat(joined.info().process()).isEqualTo(worker.pid());
            assertThat(joined.info().slots()).isEqualTo(2);
            assertThat(joined.info().offers().device()).isEqualTo(DeviceChoice.CPU);
            Patience.until(
                    "a heartbeat", Duration.ofMinutes(2), () -> lastSeen().isAfter(joined.lastSeenAt()));

            Patience.until("its ear", Duration.ofMinutes(2), this::listens);
            RunId woken = queue.submit("ada", 0, "{\"name\": \"no definition\"}");
            Patience.until(
                    "its claim, though the worker looks by itself every ten minutes only",
                    Duration.ofMinutes(2),
                    () -> queue.state(woken) != RunState.QUEUED);
            queue.workers.drain(joined.info().id());
            Patience.until(
                    "its end", Duration.ofMinutes(3), () -> queue.state(woken).isOver());
            RunId later = queue.submit("ada", 0, "{\"name\": \"no definition\"}");
            Patience.pause(Duration.ofSeconds(2));
            assertThat(queue.state(later)).isEqualTo(RunState.QUEUED);

            worker.destroy();
            worker.waitFor();
            assertThat(queue.workers.all()).isEmpty();
        } finally {
            Ends.of(worker);
        }
    }

    /** What is announced before that nobody hears. */
    private boolean listens() {
        return queue.jdbc.sql("""
                        select exists (select from pg_stat_activity
                                        where datname = current_database() and query = 'listen obscura_queue' and state = 'idle')
                        """).query(Boolean.class).single();
    }

    private Instant lastSeen() {
        return queue.workers.all().get(0).lastSeenAt();
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        BriefJvm.OPTIONS,
                        "lab.obscura.Obscura",
                        "worker",
                        "--spring.datasource.url=" + queue.database.url(),
                        "--spring.datasource.username=" + queue.database.user(),
                        "--spring.datasource.password=" + queue.database.password(),
                        "--obscura.home=" + home,
                        "--obscura.worker.slots=2",
                        "--obscura.worker.poll=10m")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("worker.log").toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }
}
