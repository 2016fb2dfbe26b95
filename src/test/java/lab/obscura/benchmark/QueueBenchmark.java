package lab.obscura.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lab.obscura.Obscura;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.queue.Leases;
import lab.obscura.queue.Plans;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the queue with 100 000 waiting runs of 20 people, through the real service on its built-in PostgreSQL, and 200 submissions
 * per second after a warm-up at half that rate: {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=QueueBenchmark}.
 * {@code -Dbenchmark.rounds=1} submits for 12 seconds instead of a minute.
 */
public final class QueueBenchmark {

    private static final int WAITING = 100_000;
    private static final int CLAIMS_PER_SLOT = 500;
    private static final int SLOTS = 4;
    private static final int PAGES = 300;
    private static final int PER_SECOND = 200;
    private static final int WARM_UP_SECONDS = 45;
    private static final int SECONDS = 12 * Integer.getInteger("benchmark.rounds", 5);

    private final Path home;
    private final ConfigurableApplicationContext service;
    private final JdbcClient jdbc;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private QueueBenchmark(Path home) {
        this.home = home;
        this.service = SpringApplication.run(
                Obscura.class,
                "--server.port=0",
                "--obscura.home=" + home,
                "--obscura.worker.enabled=false",
                "--spring.datasource.hikari.data-source-properties.socketTimeout=0"); // to fill the tables takes long
        this.jdbc = service.getBean(JdbcClient.class);
        this.address = "http://localhost:" + service.getEnvironment().getProperty("local.server.port");
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("obscura-benchmark");
        var benchmark = new QueueBenchmark(home);
        try {
            benchmark.fill();
            benchmark.claims();
            benchmark.pages();
            benchmark.submissions();
        } finally {
            benchmark.service.close();
            FileSystemUtils.deleteRecursively(home);
            System.exit(0); // the client's threads would stay
        }
    }

    private void fill() {
        jdbc.sql("""
                insert into experiments (id, name, submitter, posted, definition, row_hash, dataset, data_hash, backbone, cut_layer)
                select gen_random_uuid(), 'study ' || n, 'person ' || n % :people, '{}', '{"dataset": {"id": "shapes"}}',
                       repeat('0', 64), 'shapes', repeat('0', 64), 'cnn-4', 2
                  from generate_series(1, :experiments) n
                """)
                .param("people", Submitters.PEOPLE)
                .param("experiments", WAITING / 10)
                .update();
        jdbc.sql("""
                insert into runs (id, experiment_id, seed, submitter, reason, priority, training_hash, attack_hash, changes, last_event,
                                  needs_device, needs_build, needs_heap_mb, needs_off_heap_mb, needs_gpu_mb)
                select gen_random_uuid(), e.id, seed, e.submitter, 'waits for a worker', seed % 3, repeat('0', 64), repeat('0', 64), 1, 1,
                       'cpu', 'cuda', 150, 700, 0
                  from experiments e, generate_series(1, 10) seed
                """).update();
        jdbc.sql(
                        "insert into run_changes (run_id, number, to_state, reason, attempt) select id, 1, 'QUEUED', reason, 0 from runs")
                .update();
        jdbc.sql("insert into run_events (run_id, number, kind, payload) select id, 1, 'state', '{}' from runs")
                .update();
        jdbc.sql("analyze").update();
        System.out.printf("%d runs wait%n", count("select count(*) from runs where state = 'QUEUED'"));
    }

    private void claims() throws InterruptedException {
        var leases = service.getBean(Leases.class);
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        var offers = Resources.withoutCard(new Resources.Memory(1024, 6 * 1024), EngineBuild.CPU);
        var slots = Executors.newFixedThreadPool(SLOTS);
        for (int slot = 0; slot < SLOTS; slot++) {
            var worker = new WorkerInfo(WorkerId.random(), "host" + slot, slot, 1, offers, "benchmark");
            slots.execute(() -> {
                for (int claim = 0; claim < CLAIMS_PER_SLOT; claim++) {
                    long begin = System.nanoTime();
                    leases.claim(worker, Duration.ofHours(1)).orElseThrow();
                    nanos.add(System.nanoTime() - begin);
                }
            });
        }
        slots.shutdown();
        slots.awaitTermination(10, TimeUnit.MINUTES);
        Plans.ofClaim(jdbc).forEach(System.out::println);
        new Latencies(nanos.subList(nanos.size() / 10, nanos.size()))
                .print("claim, 4 slots at once", "p99 at most 20 ms");
    }

    private void pages() throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            long begin = System.nanoTime();
            int status = client.send(get("/api/v1/runs?limit=50"), HttpResponse.BodyHandlers.ofByteArray())
                    .statusCode();
            nanos.add(System.nanoTime() - begin);
            if (status != 200) {
                throw new IllegalStateException("GET /runs answered " + status);
            }
        }
        Plans.ofFirstPage(jdbc).forEach(System.out::println);
        new Latencies(nanos.subList(PAGES / 10, PAGES)).print("GET /runs, 50 of 100 000", "p95 at most 300 ms");
    }

    /** A service that has just started is busy translating itself; what is promised is promised after that. */
    private void submissions() throws IOException, InterruptedException {
        submit("to warm up", PER_SECOND / 2, WARM_UP_SECONDS);
        submit("measured", PER_SECOND, SECONDS);
    }

    private void submit(String round, int perSecond, int seconds) throws IOException, InterruptedException {
        long before = count("select count(*) from runs");
        ProcessorTime begin = ProcessorTime.now(home);
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Submitters.class.getName(),
                        address,
                        round,
                        "" + perSecond,
                        "" + seconds)
                .inheritIO()
                .start()
                .waitFor();
        long stored = count("select count(*) from runs") - before;
        System.out.printf("%d stored; %s%n", stored, ProcessorTime.now(home).since(begin, (long) perSecond * seconds));
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).build();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
