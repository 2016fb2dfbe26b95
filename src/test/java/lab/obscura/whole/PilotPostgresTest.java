package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.workers.WorkerView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code worker} as a pilot: it says who started it, gives back what it has, and ends by itself with code 0. */
class PilotPostgresTest {

    private static final Map<String, String> SLURM = Map.of("SLURM_JOB_ID", "77");

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();

    @BeforeEach
    void shapes() {
        SharedShapes.into(home.resolve("datasets"));
    }

    @Test
    void aPilotThatIsToldToEndHandsItsRunOverWithACheckpoint() {
        RunId run = queue.submit("ada", 0, TRAINING, hashOfShapes());
        try (var pilot = start("--obscura.worker.exit-when-idle=60s")) {
            Patience.until("progress", Duration.ofMinutes(3), () -> progress(run) > 0);
            WorkerView seen = queue.workers.all().get(0);
            assertThat(seen.info().origin().engine()).isEqualTo("slurm");
            assertThat(seen.info().origin().job()).isEqualTo("77");
            Patience.until(
                    "no more than three connections of a pilot with one slot",
                    Duration.ofMinutes(1),
                    () -> sessions() <= 3);
            pilot.tellToEnd();

            assertThat(pilot.exitCode()).isZero();
            assertThat(queue.state(run)).isEqualTo(RunState.QUEUED);
            assertThat(queue.reason(run)).endsWith("is shutting down");
            assertThat(number("select checkpoint from runs")).isPositive();
            assertThat(number("select rescues from runs")).isZero();
            assertThat(queue.workers.all()).isEmpty();
            assertThat(said()).isEqualTo("told to end");
        }
    }

    @Test
    void aPilotWithoutWorkEndsByItself() {
        RunId run = queue.submit("ada", 0, "{\"name\": \"no definition\"}");
        try (var pilot = start("--obscura.worker.exit-when-idle=1s", "--obscura.worker.poll=500ms")) {
            assertThat(pilot.exitCode()).isZero();
            assertThat(queue.state(run)).isEqualTo(RunState.FAILED);
            assertThat(said()).isEqualTo("nothing to do for 1 s");
            assertThat(number("select claims from pilots")).isEqualTo(1);
        }
    }

    @Test
    void aPilotThatCannotWorkSaysWhyAndClaimsNothing() {
        RunId run = queue.submit();
        try (var pilot = start("--obscura.worker.exit-when-idle=1s", "--obscura.data.directory=/no/such/mount")) {
            assertThat(pilot.exitCode()).isEqualTo(69);
            assertThat(queue.state(run)).isEqualTo(RunState.QUEUED);
            assertThat(said()).startsWith("data: the folder /no/such/mount is not on this node");
            assertThat(pilot.log()).contains("This pilot cannot work here: data: ");
        }
    }

    private PilotProcess start(String... settings) {
        return PilotProcess.start(queue.database, queue.database.url(), home, List.of(settings), SLURM);
    }

    private double progress(RunId run) {
        return queue.runs.find(run).orElseThrow().progress();
    }

    /** Without those of this test, which come and go with each statement. */
    private long sessions() {
        return queue.jdbc.sql("""
                        select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                           and backend_start < clock_timestamp() - interval '1 second'
                        """).query(Long.class).single();
    }

    private double number(String query) {
        return queue.jdbc.sql(query).query(Double.class).single();
    }

    private String said() {
        return queue.jdbc
                .sql("select said from pilots where engine = 'slurm' and job = '77'")
                .query(String.class)
                .single();
    }

    private static String hashOfShapes() {
        return ((DatasetListing.Usable) SharedShapes.datasets().find("shapes").orElseThrow())
                .info()
                .contentHash();
    }

    /** Long enough to be interrupted, whatever the machine. */
    private static final String TRAINING = """
            {"name": "long", "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 100},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1},
             "training": {"epochs": 2000, "batchSize": 40}, "attacks": [], "measures": [], "floor": false,
             "seeds": [125], "schemaVersion": 1}
            """;
}
