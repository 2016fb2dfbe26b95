package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.remote.TlsService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code worker} without a database: over TLS, with a token of a worker, to a service with accounts. */
class RemotePilotPostgresTest {

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();
    private TlsService service;

    @BeforeEach
    void startService() {
        service = TlsService.on(queue.database, home);
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @Test
    void aPilotWorksAndGivesBackWithoutADatabase() {
        Path token = service.workersToken();
        RunId failing = queue.submit("ada", 1, "{\"name\": \"no definition\"}");
        try (var pilot = start(token, "--obscura.worker.exit-when-idle=60s")) {
            Patience.until("the first run", Duration.ofMinutes(3), () -> queue.state(failing) == RunState.FAILED);
            assertThat(queue.workers.all().get(0).info().origin().job()).isEqualTo("77");

            pilot.tellToEnd();

            assertThat(pilot.exitCode()).as(pilot.log()).isZero();
            assertThat(queue.workers.all()).isEmpty();
            assertThat(said()).isEqualTo("told to end");
            assertThat(pilot.log()).doesNotContain("HikariPool", "Flyway");
        }
    }

    @Test
    void aPilotWithAWrongTokenSaysSoAndEnds() {
        RunId run = queue.submit();
        Path wrong = service.file("wrong", "obs_" + "x".repeat(40));
        try (var pilot = start(wrong, "--obscura.worker.exit-when-idle=1s")) {
            assertThat(pilot.exitCode()).isEqualTo(69);
            assertThat(pilot.log()).contains("does not admit this worker", "token that is still valid");
            assertThat(queue.state(run)).isEqualTo(RunState.QUEUED);
        }
    }

    @Test
    void aWorkerThatStaysSaysSoToo() {
        Path wrong = service.file("wrong", "obs_" + "x".repeat(40));
        try (var worker = start(wrong)) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertThat(worker.log()).contains("does not admit this worker");
        }
    }

    private PilotProcess start(Path token, String... settings) {
        List<String> all = new ArrayList<>(
                List.of("--obscura.worker.server=" + service.address(), "--obscura.worker.token-file=" + token));
        all.addAll(List.of(settings));
        return PilotProcess.start(home, all, Map.of("SLURM_JOB_ID", "77", "JAVA_TOOL_OPTIONS", TlsService.trust(home)));
    }

    private String said() {
        return queue.jdbc
                .sql("select said from pilots where engine = 'slurm' and job = '77'")
                .query(String.class)
                .single();
    }
}
