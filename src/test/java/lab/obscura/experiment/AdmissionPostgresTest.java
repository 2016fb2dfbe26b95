package lab.obscura.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.estimate.Resources.Memory;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.workers.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** What is refused before it is stored: too much of one person, and anything when the disk is full. */
@ServiceTest
@Import(AdmissionPostgresTest.SettableDisk.class)
@TestPropertySource(properties = "obscura.queue.quota=3")
class AdmissionPostgresTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final String TWO_SEEDS = """
            {"dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200}, "network": {"backbone": "cnn-4"}, "seeds": [1, 2]}
            """;

    private static final String ONE_SEED = TWO_SEEDS.replace(", 2", "");

    private static final String LARGE = """
            {"dataset": {"id": "shapes", "imageSize": 224}, "network": {"backbone": "cnn-4"}, "training": {"batchSize": 1024}}
            """;

    private static volatile double free = 1;

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final Workers workers;
    private ApiClient api;

    AdmissionPostgresTest(@Autowired JdbcClient jdbc, @Autowired Workers workers) {
        this.jdbc = jdbc;
        this.workers = workers;
    }

    /** A disk whose free space the test sets. */
    @TestConfiguration(proxyBeanMethods = false)
    static class SettableDisk {

        @Bean
        @Primary
        DiskGuard settableDisk() {
            return new DiskGuard(() -> free, 0.05);
        }
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @AfterEach
    void cleanUp() {
        free = 1;
        jdbc.sql("delete from workers").update();
    }

    @Test
    void nobodyFillsTheQueueAlone() {
        var first = api.post(EXPERIMENTS, TWO_SEEDS, "X-Submitter", "ada");
        var tooMany = api.post(EXPERIMENTS, TWO_SEEDS, "X-Submitter", "ada");
        var another = api.post(EXPERIMENTS, TWO_SEEDS, "X-Submitter", "bob");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(tooMany.status()).as(tooMany.text()).isEqualTo(429);
        assertThat(tooMany.header("Retry-After")).contains("60");
        assertThat(tooMany.at("/type")).isEqualTo("/errors/too-many-queued");
        assertThat(tooMany.at("/detail"))
                .contains("Submitter ada already has 2 queued runs", "2 more would exceed the limit of 3");
        assertThat(another.status()).as(another.text()).isEqualTo(201);
    }

    @Test
    void aGroupOfPresetsIsQueuedAsAWholeOrNotAtAll() {
        String demo = "/api/v1/presets/demo"; // three experiments with a run each
        api.post(EXPERIMENTS, ONE_SEED, "X-Submitter", "lou");
        long before = stored();

        var tooMany = api.post(demo, "", "X-Submitter", "lou");
        long afterwards = stored();
        var another = api.post(demo, "", "X-Submitter", "max");

        assertThat(tooMany.status()).as(tooMany.text()).isEqualTo(429);
        assertThat(tooMany.at("/detail"))
                .contains("Submitter lou already has 1 queued runs", "3 more would exceed", "Nothing was queued");
        assertThat(afterwards).isEqualTo(before);
        assertThat(another.status()).as(another.text()).isEqualTo(201);
        assertThat(stored()).isEqualTo(before + 3);
    }

    @Test
    void postsAtTheSameMomentShareTheQuota() {
        var answers = IntStream.range(0, 6)
                .mapToObj(post ->
                        CompletableFuture.supplyAsync(() -> api.postAtLast(EXPERIMENTS, ONE_SEED, "X-Submitter", "zoe")
                                .status()))
                .toList();

        var statuses = answers.stream().map(CompletableFuture::join).toList();

        assertThat(statuses).containsOnly(201, 429);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.049, 0.00001, 0})
    void aFullDiskIsNoReasonToTakeTheServiceOutOfUse(double share) {
        free = share;

        var health = api.get("/actuator/health");
        var readiness = api.get("/actuator/health/readiness");
        free = 1;
        var withSpace = api.get("/actuator/health");

        assertThat(health.status()).as(health.text()).isEqualTo(200);
        assertThat(health.at("/status")).isEqualTo("UP");
        assertThat(health.at("/components/diskSpace/details/refused")).contains("new runs", "obscura.disk.least-free");
        assertThat(readiness.status()).isEqualTo(200);
        assertThat(withSpace.at("/components/diskSpace/status")).isEqualTo("UP");
        assertThat(withSpace.text()).doesNotContain("refused");
    }

    @Test
    void aFullDiskRefusesNewRunsAndStoresNothingOfThem() {
        long before = stored();
        free = 0.049;

        var refused = api.post(EXPERIMENTS, TWO_SEEDS, "X-Submitter", "eve");
        var stillRead = api.get("/api/v1/runs");

        assertThat(refused.status()).as(refused.text()).isEqualTo(507);
        assertThat(refused.at("/detail")).contains("disk full: 4.9 %", "5.0 % must be");
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(stillRead.status()).isEqualTo(200);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void whatDoesNotFitIntoASlotIsRefusedWithNumbers() {
        var refused = api.post(EXPERIMENTS, LARGE, "X-Submitter", "kim");

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.at("/type")).isEqualTo("/errors/invalid-settings");
        assertThat(refused.at("/detail"))
                .containsPattern(
                        "This run needs about \\d{4,} MB of (heap|off-heap memory) during [a-z]+; the largest worker slot "
                                + "has \\d+ MB .obscura\\.worker\\.(heap|off-heap)\\)\\. ");
    }

    @Test
    void aLargerWorkerElsewhereAdmitsWhatThisServiceCouldNotTake() {
        register(new Memory(1024, 6 * 1024));
        var refused = api.post(EXPERIMENTS + "?dryRun=true", LARGE);
        register(new Memory(900_000, 900_000));
        var admitted = api.post(EXPERIMENTS + "?dryRun=true", LARGE);
        jdbc.sql("update workers set last_seen_at = current_instant() - interval '2 hours' where heap_mb = 900000")
                .update();
        var refusedAgain = api.post(EXPERIMENTS + "?dryRun=true", LARGE);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(admitted.status()).as(admitted.text()).isEqualTo(200);
        assertThat(refusedAgain.status()).as(refusedAgain.text()).isEqualTo(400);
    }

    @Test
    void whatTheLargestWorkerSeenCannotTakeIsRefusedThoughThisServiceCould() {
        register(new Memory(60, 6 * 1024));
        register(new Memory(64, 200));

        var refused = api.post(EXPERIMENTS + "?dryRun=true", ONE_SEED);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.at("/detail"))
                .contains("; the largest worker slot has 64 MB (obscura.worker.heap). Take fewer images");
        assertThat(refused.at("/fields/0/hint")).contains("or start a worker with a larger obscura.worker.heap");
    }

    @Test
    void aRunForAGpuIsAdmittedWhereNoWorkerHasOne() {
        register(new Memory(1024, 6 * 1024));

        var admitted = api.post(
                EXPERIMENTS + "?dryRun=true",
                ONE_SEED.replace("\"seeds\"", "\"engine\": \"torch\", \"device\": \"cuda\", \"seeds\""));

        assertThat(admitted.status()).as(admitted.text()).isEqualTo(200);
    }

    private void register(Memory memory) {
        workers.register(
                new WorkerInfo(
                        WorkerId.random(), "elsewhere", 1, 1, Resources.withoutCard(memory, EngineBuild.CPU), "test"),
                List.of());
    }

    private long stored() {
        return jdbc.sql("select count(*) from experiments").query(Long.class).single();
    }
}
