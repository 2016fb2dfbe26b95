package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pilots behind a pool of transactions, where two statements in a row may reach two sessions. */
class PgBouncerPostgresTest {

    private static final int SESSIONS = 2;

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();

    @Test
    void twoPilotsShareTwoSessionsAndEveryRunSucceedsOnce() {
        assumeTrue(PgBouncer.isInstalled(), "no /usr/sbin/pgbouncer here: apt-get install pgbouncer");
        SharedShapes.into(home.resolve("first/datasets"));
        SharedShapes.into(home.resolve("second/datasets"));
        List<RunId> runs = IntStream.range(0, 4)
                .mapToObj(index -> queue.submit("ada", 0, DEFINITION, hashOfShapes()))
                .toList();
        try (var pool = PgBouncer.before(queue.database, home.resolve("pool"), SESSIONS);
                var first = pilot(pool, "first");
                var second = pilot(pool, "second")) {
            Patience.until(
                    "all runs",
                    Duration.ofMinutes(4),
                    () -> runs.stream().allMatch(run -> queue.state(run).isOver()));
            Patience.until(
                    "no more sessions than the pool may have", Duration.ofMinutes(1), () -> sessions() <= SESSIONS);
            assertThat(first.exitCode()).as(first.log()).isZero();
            assertThat(second.exitCode()).as(second.log()).isZero();
            assertThat(runs).allSatisfy(run -> assertThat(queue.state(run)).isEqualTo(RunState.SUCCEEDED));
            assertThat(queue.jdbc
                            .sql("select sum(claims) from pilots")
                            .query(Long.class)
                            .single())
                    .isEqualTo(4);
            new Books(queue.jdbc).balance();
        }
    }

    private PilotProcess pilot(PgBouncer pool, String name) {
        return PilotProcess.start(
                queue.database,
                pool.url(),
                home.resolve(name),
                List.of(
                        "--obscura.worker.exit-when-idle=3s",
                        "--obscura.worker.poll=1s",
                        "--obscura.worker.heartbeat=500ms"),
                Map.of("SLURM_JOB_ID", name));
    }

    /** Those of the test itself go a moment after they have answered; the pool would keep its own for ten minutes. */
    private long sessions() {
        return queue.jdbc
                .sql(
                        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
                .query(Long.class)
                .single();
    }

    private static String hashOfShapes() {
        return ((DatasetListing.Usable) SharedShapes.datasets().find("shapes").orElseThrow())
                .info()
                .contentHash();
    }

    private static final String DEFINITION = """
            {"name": "brief", "dataset": {"id": "shapes", "trainLimit": 200, "testLimit": 100, "imageSize": 16},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1},
             "training": {"epochs": 1, "batchSize": 40}, "attacks": [], "measures": [], "floor": false,
             "seeds": [125], "schemaVersion": 1}
            """;
}
