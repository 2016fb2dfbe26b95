package lab.obscura.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import lab.obscura.platform.TestPostgres;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.whole.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service while its database takes connections and says nothing, or holds a lock for somebody else. */
@ServiceTest
@OwnPatience
class FrozenDatabasePostgresTest {

    /** Promised are five; nobody who waits for the database itself would be back before a minute. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final List<String> READING = List.of(
            "/api/v1/runs",
            "/api/v1/runs/latest",
            "/api/v1/runs/latest/events",
            "/api/v1/boards/shapes",
            "/api/v1/queue",
            "/api/v1/workers",
            "/api/v1/experiments/latest",
            "/actuator/health/readiness",
            "/actuator/health");
    private static final String TINY =
            "{\"dataset\": {\"id\": \"shapes\", \"trainLimit\": 400}, \"network\": {\"backbone\": \"cnn-4\"}}";

    @LocalServerPort
    int port;

    @Autowired
    DataSource dataSource;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
        together(30, () -> api.get("/api/v1/runs")); // the pool is full of connections that worked a moment ago
    }

    @AfterEach
    void leave() {
        clients.shutdownNow();
    }

    private record Timed(Answer answer, Duration took) {}

    @Test
    void everyAnswerComesInTimeAndServiceGoesOnAfterwards() {
        List<Timed> away;
        Timed liveness;
        Timed submitted;
        try (var frozen = TestPostgres.freeze()) {
            assertThat(frozen.processes()).hasSizeGreaterThan(1);
            // more than the pool has connections: some wait for the database, some for those
            Stream<CompletableFuture<Timed>> asked = IntStream.range(0, 36)
                    .mapToObj(i -> later(() -> api.get(READING.get(i % READING.size()))))
                    .toList()
                    .stream();
            liveness = timed(() -> api.get("/actuator/health/liveness"));
            away = asked.map(CompletableFuture::join).toList();
            submitted = timed(() -> api.post("/api/v1/experiments", TINY, "Idempotency-Key", "while-frozen"));
        }
        // What has thawed may be slow at first.
        Patience.until(
                "answers",
                Duration.ofMinutes(2),
                () -> together(30, () -> api.get("/api/v1/runs")).stream()
                        .allMatch(answer -> answer.answer().status() == 200));
        Answer again = api.post("/api/v1/experiments", TINY, "Idempotency-Key", "while-frozen");

        assertThat(away).allSatisfy(answer -> {
            assertThat(answer.took()).isLessThan(LONGEST);
            assertThat(answer.answer().status()).isEqualTo(503);
        });
        assertThat(submitted.took()).isLessThan(LONGEST);
        assertThat(submitted.answer().status()).isEqualTo(503);
        assertThat(liveness.answer().status()).isEqualTo(200);
        assertThat(liveness.took()).isLessThan(LONGEST);
        assertThat(again.status()).as(again.text()).isIn(200, 201);
    }

    @Test
    void aLockThatNobodyGivesBackEndsRequestsAndNoWorker() throws SQLException {
        JdbcClient worker = JdbcClient.create(dataSource);
        Timed asked;
        CompletableFuture<List<Map<String, Object>>> counted;
        try (var other = dataSource.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table runs in access exclusive mode");
            counted = CompletableFuture.supplyAsync(
                    () -> worker.sql("select count(*) from runs").query().listOfRows(), clients);
            asked = timed(() -> api.get("/api/v1/runs"));
            assertThat(timed(() -> api.get("/api/v1/runs/latest")).took()).isLessThan(LONGEST);
            assertThat(counted).isNotDone(); // has waited twice as long by now
            other.rollback();
        }

        assertThat(asked.answer().status()).as(asked.answer().text()).isEqualTo(503);
        assertThat(asked.answer().at("/detail")).contains("stopped answering");
        assertThat(asked.took()).isLessThan(LONGEST);
        assertThat(counted.join()).hasSize(1);
        assertThat(api.get("/api/v1/runs").status()).isEqualTo(200);
    }

    private List<Timed> together(int count, Callable<Answer> request) {
        return IntStream.range(0, count).mapToObj(i -> later(request)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private CompletableFuture<Timed> later(Callable<Answer> request) {
        return CompletableFuture.supplyAsync(() -> timed(request), clients);
    }

    private static Timed timed(Callable<Answer> request) {
        long begin = System.nanoTime();
        try {
            Answer answer = request.call();
            return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
