package lab.obscura.benchmark.pilots;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import lab.obscura.Obscura;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.keeping.disk.EventTrim;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Leases;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.Written;
import lab.obscura.queue.journal.JournalBatch;
import lab.obscura.queue.journal.RunJournal;
import lab.obscura.queue.workers.Workers;
import lab.obscura.result.ResultStore;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * The load of 10 000 runs of half an hour on 200 pilots, in fast motion and without any training: the same statements, as many of them, one
 * behind the other instead of with their pauses: {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=pilots.PilotsBenchmark}.
 * Of heartbeats and events {@code -Dbenchmark.rounds} minutes are measured, five by default; a day is told from that.
 */
public final class PilotsBenchmark {

    private static final int RUNS = 10_000;
    private static final int PILOTS = 200;
    private static final int PEOPLE = 20;
    private static final int MINUTES = Integer.getInteger("benchmark.rounds", 5);
    private static final int SECONDS = 60 * MINUTES;
    private static final int BEAT_SECONDS = 10;
    private static final int REGISTRATION_SECONDS = 20;
    private static final int GATHERED_SECONDS = 5;
    /** Pilots at the database at a time: what their pauses leave of 200. */
    private static final int THREADS = 16;

    private static final int WITH_PICTURES = 500;
    private static final Duration LEASE = Duration.ofHours(10); // the database's own clock goes on at its pace
    private static final double DAYS = MINUTES / (24.0 * 60);

    private final ConfigurableApplicationContext service;
    private final JdbcClient jdbc;
    private final Leases leases;
    private final Workers workers;
    private final RunJournal journal;
    private final TransactionTemplate transactions;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<WorkerInfo> pilots =
            IntStream.range(0, PILOTS).mapToObj(PilotsBenchmark::pilot).toList();
    private final Map<Integer, Claim> claims = new ConcurrentHashMap<>();

    private PilotsBenchmark(Path home) {
        service = SpringApplication.run(
                Obscura.class,
                "--server.port=0",
                "--obscura.home=" + home,
                "--obscura.worker.enabled=false",
                "--obscura.retention.progress=0d",
                "--spring.datasource.hikari.maximum-pool-size=" + (THREADS + 4));
        jdbc = service.getBean(JdbcClient.class);
        leases = service.getBean(Leases.class);
        workers = service.getBean(Workers.class);
        journal = service.getBean(RunJournal.class);
        transactions = new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("obscura-benchmark");
        var benchmark = new PilotsBenchmark(home);
        int code = 1;
        try {
            benchmark.fill();
            benchmark.begin();
            benchmark.heartbeats();
            benchmark.events(1);
            benchmark.events(GATHERED_SECONDS);
            benchmark.campaign(StubOutcome.in(home.resolve("stub")));
            benchmark.trim();
            benchmark.tables();
            code = 0;
        } catch (RuntimeException e) {
            e.printStackTrace();
        } finally {
            benchmark.threads.shutdownNow();
            benchmark.service.close();
            FileSystemUtils.deleteRecursively(home);
            System.exit(code); // the pool's threads would stay
        }
    }

    private static WorkerInfo pilot(int number) {
        return new WorkerInfo(
                WorkerId.random(),
                "node" + number / 4,
                number,
                1,
                Resources.withoutCard(new Resources.Memory(1024, 6 * 1024), EngineBuild.CPU),
                "benchmark",
                new WorkerInfo.Origin(
                        true, "slurm", "1_" + number, "cpu", Instant.now().plusSeconds(86_400)));
    }

    private void fill() {
        jdbc.sql("""
                insert into experiments (id, name, submitter, posted, definition, row_hash, dataset, data_hash, backbone, cut_layer)
                select gen_random_uuid(), 'study ' || n, 'person ' || n % :people, '{}', '{"dataset": {"id": "shapes"}}',
                       repeat('0', 64), 'shapes', repeat('0', 64), 'cnn-4', 2
                  from generate_series(1, :experiments) n
                """).param("people", PEOPLE).param("experiments", RUNS / 10).update();
        jdbc.sql("""
                insert into runs (id, experiment_id, seed, submitter, reason, priority, training_hash, attack_hash, changes, last_event,
                                  needs_device, needs_build, needs_heap_mb, needs_off_heap_mb, needs_gpu_mb, needs_data, estimated_seconds)
                select gen_random_uuid(), e.id, seed, e.submitter, 'waits for a worker', seed % 3, repeat('0', 64), repeat('0', 64), 1, 1,
                       'cpu', 'cuda', 150, 700, 0, array['shapes'], 1800
                  from experiments e, generate_series(1, 10) seed
                """).update();
        jdbc.sql(
                        "insert into run_changes (run_id, number, to_state, reason, attempt) select id, 1, 'QUEUED', reason, 0 from runs")
                .update();
        jdbc.sql("insert into run_events (run_id, number, kind, payload) select id, 1, 'state', '{}' from runs")
                .update();
        jdbc.sql("vacuum analyze").update();
    }

    /** All pilots come at once, as after a mass start. */
    private void begin() {
        var ledger = new Ledger(jdbc);
        inParallel(PILOTS, pilot -> ledger.timed("registration", () -> workers.register(pilots.get(pilot), List.of())));
        inParallel(PILOTS, pilot -> ledger.timed("claim of the burst", () -> claim(pilot)));
        ledger.print("200 pilots start at once");
    }

    private void claim(int pilot) {
        var prospect =
                new WorkerInfo.Prospect(4 * 3600, Duration.ofMinutes(5).toSeconds(), Optional.of(List.of("shapes")));
        leases.claim(pilots.get(pilot), LEASE, prospect)
                .ifPresentOrElse(claim -> claims.put(pilot, claim), () -> claims.remove(pilot));
    }

    /** Each pilot every ten seconds; and it looks after the leases of others. */
    private void heartbeats() {
        var ledger = new Ledger(jdbc);
        inParallel(PILOTS, pilot -> {
            for (int second = 0; second < SECONDS; second += BEAT_SECONDS) {
                ledger.timed("heartbeat", () -> leases.heartbeat(claims.get(pilot), LEASE));
                ledger.timed("look for lost leases", () -> leases.rescueExpired(LEASE));
                if (second % REGISTRATION_SECONDS == 0) {
                    ledger.timed("registration", () -> workers.register(pilots.get(pilot), List.of()));
                }
            }
        });
        ledger.print(MINUTES + " minutes of heartbeats of 200 pilots");
        perDay("write-ahead log of heartbeats", ledger.wal() / DAYS);
        hot("leases");
        hot("workers");
    }

    /**
     * As measured of real runs: 0.8 a second, six of ten of them progress, the others points and now and then a line.
     *
     * @param together how many seconds a worker gathers what it writes by one statement
     */
    private void events(int together) {
        long before = size("run_events") + size("curve_points");
        long rows = count("select count(*) from run_events");
        var ledger = new Ledger(jdbc);
        inParallel(PILOTS, pilot -> {
            for (int second = 0; second < SECONDS; second += together) {
                JournalBatch batch = StubWords.of(together * 1000 + second, together);
                if (!batch.events().isEmpty()) {
                    ledger.timed("events", () -> journal.append(claims.get(pilot), batch));
                }
            }
        });
        ledger.print(MINUTES + " minutes of events of 200 runs, those of " + together + " s in one statement");
        perDay("write-ahead log of events", ledger.wal() / DAYS);
        perDay("rows of events", (count("select count(*) from run_events") - rows) / DAYS);
        perDay("bytes of events and curves", (size("run_events") + size("curve_points") - before) / DAYS);
        hot("runs");
    }

    /** All runs to their end: the first with pictures, all of them with a claim behind. */
    private void campaign(StubOutcome stub) {
        long before = jdbc.sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
        var pictures = new Ledger(jdbc);
        var store = service.getBean(ResultStore.class);
        inParallel(PILOTS, pilot -> {
            for (int run = 0; run * PILOTS < WITH_PICTURES && claims.containsKey(pilot); run++) {
                pictures.timed(
                        "outcome with pictures",
                        () -> transactions.executeWithoutResult(status -> {
                            Claim claim = claims.get(pilot);
                            if (leases.succeed(claim) == Written.STORED) {
                                store.store(claim.run(), stub.outcome(), stub.folder());
                            }
                        }));
                pictures.timed("claim", () -> claim(pilot));
            }
        });
        long stored = count("select count(*) from outcomes");
        pictures.print(stored + " runs end with 64 pictures and an encoder");
        long bytes = jdbc.sql("select pg_database_size(current_database())")
                        .query(Long.class)
                        .single()
                - before;
        System.out.printf(
                Locale.ROOT,
                "   %.2f MB a run, %.1f GB for 10 000%n",
                bytes / 1e6 / stored,
                bytes / 1e9 / stored * RUNS);
        var rest = new Ledger(jdbc);
        inParallel(PILOTS, pilot -> {
            while (claims.containsKey(pilot)) {
                rest.timed("end without pictures", () -> leases.succeed(claims.get(pilot)));
                rest.timed("claim", () -> claim(pilot));
            }
        });
        rest.print("the other runs end, the last claims find nothing");
        System.out.println("   " + jdbc.sql("""
                        select count(*) filter (where state = 'SUCCEEDED') || ' of ' || count(*) || ' succeeded, ' ||
                               count(*) filter (where attempt <> 1) || ' claimed more than once' from runs
                        """).query(String.class).single());
    }

    /** What retention does a day later. */
    private void trim() {
        long rows = count("select count(*) from run_events");
        var ledger = new Ledger(jdbc);
        long[] gone = new long[1];
        ledger.timed("dropping all of it", () -> gone[0] = EventTrim.drop(jdbc));
        ledger.print("progress and points of ended runs go");
        System.out.printf(
                Locale.ROOT,
                "   %d of %d events gone, %.0f bytes of write-ahead log each%n",
                gone[0],
                rows,
                (double) ledger.wal() / gone[0]);
        var vacuum = new Ledger(jdbc);
        vacuum.timed("vacuum run_events", () -> jdbc.sql("vacuum run_events").update());
        vacuum.print("vacuum");
        System.out.println("   "
                + count("select max(n) from (select count(*) n from run_events group by run_id) each")
                + " events stay of the run that said most");
    }

    private void tables() {
        System.out.println("== tables");
        jdbc.sql("""
                        select format('%-20s %8s kB  %8s updates, %3s %% HOT, %s dead, %s autovacuums', relname,
                                      pg_total_relation_size(relid) / 1024, n_tup_upd,
                                      case when n_tup_upd = 0 then 0 else 100 * n_tup_hot_upd / n_tup_upd end, n_dead_tup, autovacuum_count)
                          from pg_stat_user_tables where pg_total_relation_size(relid) > 200000 order by pg_total_relation_size(relid) desc
                        """).query(String.class).list().forEach(line -> System.out.println("   " + line));
    }

    private void hot(String table) {
        System.out.printf(
                Locale.ROOT,
                "   %s%n",
                jdbc.sql("""
                                select relname || ': ' || n_tup_upd || ' updates, '
                                       || coalesce(100 * n_tup_hot_upd / nullif(n_tup_upd, 0), 0) || ' % of them HOT'
                                  from pg_stat_user_tables, pg_sleep(1.5) where relname = :table
                                """).param("table", table).query(String.class).single());
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private long size(String table) {
        return jdbc.sql("select pg_total_relation_size(cast(:table as regclass))")
                .param("table", table)
                .query(Long.class)
                .single();
    }

    private static void perDay(String what, double amount) {
        System.out.printf(Locale.ROOT, "   %s: %.2f million a day%n", what, amount / 1e6);
    }

    private void inParallel(int count, IntConsumer work) {
        List<Future<?>> all = new ArrayList<>();
        IntStream.range(0, count).forEach(number -> all.add(threads.submit(() -> work.accept(number))));
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
