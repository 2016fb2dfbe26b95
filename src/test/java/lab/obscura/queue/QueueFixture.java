package lab.obscura.queue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import lab.obscura.account.Actor;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.platform.TestPostgres;
import lab.obscura.queue.journal.RunJournal;
import lab.obscura.queue.workers.Workers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A queue on a database of its own, with a clock that the test sets. */
public final class QueueFixture {

    public static final Duration LEASE = Duration.ofSeconds(30);
    private static final String HASH = "0".repeat(64);

    public final TestPostgres.Database database = TestPostgres.database();
    private final DataSource source = database.dataSource();
    public final JdbcClient jdbc = JdbcClient.create(source);
    public final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    public final Queue queue = new Queue(jdbc);
    public final Leases leases = new Leases(jdbc);
    public final Runs runs = new Runs(jdbc);
    public final Workers workers = new Workers(jdbc);
    public final RunJournal journal = new RunJournal(jdbc);
    private String begin = "clock_timestamp()";
    /** Queues one run of a new experiment. */
    public RunId submit(String submitter, int priority) {
        return submit(submitter, priority, "{\"dataset\": {\"id\": \"shapes\"}}");
    }

    public RunId submit(String submitter, int priority, String definition) {
        return submit(submitter, priority, definition, HASH);
    }

    /** With the content hash of the data that the run will find. */
    public RunId submit(String submitter, int priority, String definition, String dataHash) {
        return submit(submitter, priority, definition, dataHash, Resources.UNKNOWN);
    }

    public RunId submit(String submitter, Resources needs) {
        return submit(submitter, needs, "{\"dataset\": {\"id\": \"shapes\"}}");
    }

    public RunId submit(String submitter, Resources needs, String definition) {
        return submit(submitter, 0, definition, HASH, needs);
    }

    private RunId submit(String submitter, int priority, String definition, String dataHash, Resources needs) {
        ExperimentId experiment = new ExperimentId(UUID.randomUUID());
        jdbc.sql("""
                        insert into experiments (id, name, submitter, posted, definition, row_hash, dataset, data_hash, backbone, cut_layer)
                        values (:id, 'an experiment', :submitter, '{}', cast(:definition as jsonb), :hash, 'shapes', :data, 'cnn-4', 2)
                        """)
                .param("id", experiment.value())
                .param("submitter", submitter)
                .param("definition", definition)
                .param("hash", HASH)
                .param("data", dataHash)
                .update();
        RunId run = RunId.random();
        queue.submit(List.of(new NewRun(
                run,
                experiment,
                125,
                new Actor(submitter),
                priority,
                List.of("tag \"a\""),
                needs,
                NewRun.Forecast.NONE,
                HASH,
                HASH)));
        return run;
    }

    public RunId submit() {
        return submit("ada", 0);
    }

    public WorkerInfo worker(String host) {
        return worker(host, Resources.withoutCard(new Resources.Memory(1024, 6 * 1024), EngineBuild.CPU));
    }

    public WorkerInfo worker(String host, Resources offers) {
        var worker = new WorkerInfo(WorkerId.random(), host, 1, 1, offers, "test");
        workers.register(worker, List.of());
        return worker;
    }

    public Claim claim(WorkerInfo worker) {
        return leases.claim(worker, LEASE).orElseThrow();
    }

    public RunState state(RunId run) {
        return runs.find(run).orElseThrow().state();
    }

    public String reason(RunId run) {
        return runs.find(run).orElseThrow().reason();
    }

    /** From now on only {@link #advance} moves the database's clock: for what is said to the second, whatever the machine does meanwhile. */
    public void stopClock() {
        String now = jdbc.sql("select cast(clock_timestamp() as text)")
                .query(String.class)
                .single();
        begin = "timestamptz '" + now + "'";
        advance(Duration.ZERO);
    }

    /** Moves the database's clock, every time from where it was at first. */
    public void advance(Duration duration) {
        jdbc.sql("""
                        create or replace function current_instant() returns timestamptz language sql stable
                            as $$select %s + interval '%d seconds'$$
                        """.formatted(begin, duration.toSeconds())).update();
    }
    /** A run whose first attempt has ended without a word; the queue is paused, so that nobody begins the second. */
    public RunId queueBehindADeadAttempt(String definition) {
        queue.pause("a test");
        RunId run = submit("ada", 0, definition);
        jdbc.sql("update runs set attempt = 1 where id = :run")
                .param("run", run.value())
                .update();
        return run;
    }

    /** Does what a reaper does after a lease has ended, and lets nobody claim the run again. */
    public void pauseAndTakeAway(RunId run) {
        queue.pause("a test");
        transactions.executeWithoutResult(
                status -> { // a heartbeat in between would give the run its lease back
                    jdbc.sql(
                                    "update leases set lease_until = current_instant() - interval '1 second' where run_id = :run")
                            .param("run", run.value())
                            .update();
                    leases.rescueExpired(LEASE);
                });
    }
}
