package lab.obscura.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.account.Actor;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ExperimentPostgresTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final String SMALL = """
            {"name": "%s", "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200},
             "network": {"backbone": "cnn-4"}, "seeds": [1, 2], "tags": ["a tag"]}
            """;

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Queue queue;
    private ApiClient api;

    ExperimentPostgresTest(
            @Autowired JdbcClient jdbc, @Autowired TransactionTemplate transactions, @Autowired Queue queue) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.queue = queue;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void aDefinitionBecomesOneRunPerSeedWithItsDefaultsSpelledOut() {
        Answer answer = api.post(EXPERIMENTS, SMALL.formatted("two seeds"), "X-Submitter", "ada");

        JsonNode experiment = answer.json();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location"))
                .contains(EXPERIMENTS + "/" + experiment.get("id").asString());
        assertThat(experiment.at("/definition/training/epochs").asInt()).isPositive();
        assertThat(experiment.get("runs")).hasSize(2);
        assertThat(experiment.at("/runs/0/state").asString()).isEqualTo("QUEUED");
        JsonNode run = api.get("/api/v1/runs/" + experiment.at("/runs/1/id").asString())
                .json();
        assertThat(run.get("seed").asLong()).isEqualTo(2);
        assertThat(run.get("submitter").asString()).isEqualTo("ada");
        assertThat(run.at("/tags/0").asString()).isEqualTo("a tag");
    }

    @Test
    void theEstimateFollowsTheSpeedOfFinishedRuns() {
        String definition = """
                {"name": "speed", "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200}, "seeds": [1],
                 "network": {"backbone": "cnn-4", "width": 0.375, "cutLayer": 1}, "attacks": [], "measures": []}
                """;
        JsonNode run = api.post(EXPERIMENTS, definition).json().at("/runs/0/id");
        jdbc.sql("""
                        insert into outcomes (run_id, timings, provenance, thumbnail, encoder)
                        values (cast(:run as uuid), '{"training": 100.0, "measures": 1.0}', '{}', '', '')
                        """).param("run", run.asString()).update();
        jdbc.sql("""
                        update runs set state = 'SUCCEEDED', attempt = 1, started_at = current_instant() - interval '123 seconds',
                               finished_at = current_instant()
                         where id = cast(:run as uuid)
                        """).param("run", run.asString()).update();

        JsonNode estimate =
                api.post(EXPERIMENTS + "?dryRun=true", definition).json().get("estimate");

        assertThat(estimate.get("secondsPerRun").asLong()).isEqualTo(123);
        assertThat(estimate.get("basis").asString()).isEqualTo("measured on 1 finished run");
    }

    @Test
    void aDryRunStoresNothing() {
        long before = stored();

        Answer answer = api.post(EXPERIMENTS + "?dryRun=true", SMALL.formatted("dry"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/definition/network/cutLayer").isInt()).isTrue();
        assertThat(answer.json().at("/estimate/seconds").asLong()).isPositive();
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void everyPresetHolds() {
        JsonNode presets = api.get("/api/v1/presets").json().get("presets");

        assertThat(presets).allSatisfy(preset -> {
            Answer answer = api.post(
                    EXPERIMENTS + "?dryRun=true", preset.get("definition").toString());
            boolean holds =
                    answer.status() == 200 || answer.at("/fields/0/path").equals("dataset.id");
            assertThat(holds).as(answer.text()).isTrue();
        });
        assertThat(presets.size()).isGreaterThan(3);
    }

    @Test
    void aDefinitionThatWasAnsweredCanBePostedAgain() {
        Answer first = api.post(EXPERIMENTS, SMALL.formatted("to be cloned"));
        JsonNode read = api.get(EXPERIMENTS + "/" + first.at("/id")).json();

        Answer clone = api.post(EXPERIMENTS, read.get("definition").toString());

        assertThat(clone.status()).as(clone.text()).isEqualTo(201);
        assertThat(clone.at("/rowHash")).isEqualTo(first.at("/rowHash"));
        assertThat(clone.at("/id")).isNotEqualTo(first.at("/id"));
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndQueuesNothing() {
        Answer first = api.post(EXPERIMENTS, SMALL.formatted("once"), "Idempotency-Key", "key-1");
        long after = stored();

        Answer second = api.post(EXPERIMENTS, SMALL.formatted("once"), "Idempotency-Key", "key-1");
        Answer other = api.post(EXPERIMENTS, SMALL.formatted("other"), "Idempotency-Key", "key-1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(other.at("/type")).isEqualTo("/errors/idempotency-conflict");
        assertThat(stored()).isEqualTo(after);
    }

    @Test
    void theSameKeyAtTheSameTimeQueuesOnce() {
        var answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> api.postAtLast(EXPERIMENTS, SMALL.formatted("together"), "Idempotency-Key", "key-2")))
                .toList();

        var ids = answers.stream().map(answer -> answer.join().at("/id")).collect(Collectors.toSet());

        assertThat(ids).hasSize(1);
    }

    @Test
    void whoWaitsForHisOwnPostsLeavesTheConnectionsToOthers() {
        var posts = transactions.execute(held -> {
            queue.waitForOthersOf(new Actor("bea")); // as a post of the same person through another service does
            var waiting = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> api.postAtLast(EXPERIMENTS, SMALL.formatted("crowd"), "X-Submitter", "bea"),
                            post -> new Thread(post).start()))
                    .toList();
            await().atMost(Duration.ofMinutes(1))
                    .during(Duration.ofSeconds(2))
                    .until(() -> api.get("/api/v1/runs").status() == 200);
            return waiting;
        });

        assertThat(posts).allMatch(post -> post.join().status() == 201);
    }

    @Test
    void namesAreStoredAndAnsweredAsTheyAre() {
        String name = "<script>alert('ü')</script> & \\\"quotes\\\"";

        Answer answer = api.post(EXPERIMENTS, SMALL.formatted(name), "X-Submitter", "<b>ada</b>");

        assertThat(answer.at("/name")).isEqualTo("<script>alert('ü')</script> & \"quotes\"");
        assertThat(answer.at("/submitter")).isEqualTo("<b>ada</b>");
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/json");
    }

    @Test
    void whatWasCancelledIsQueuedAgainByMissing() {
        Answer experiment = api.post(EXPERIMENTS, SMALL.formatted("missing"));
        api.post("/api/v1/runs/" + experiment.at("/runs/0/id") + "/cancel", "");

        Answer again = api.post(EXPERIMENTS + "/" + experiment.at("/id") + "/missing", "");

        assertThat(again.json().get("runs").findValuesAsString("state")).containsOnly("QUEUED");
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputNamesTheFieldAndQueuesNothing(String body, String path, String saying) {
        long before = stored();

        Answer answer = api.post(EXPERIMENTS, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/type")).isEqualTo("/errors/invalid-settings");
        assertThat(answer.json().get("fields").findValuesAsString("path")).contains(path);
        assertThat(answer.at("/detail")).contains(saying);
        assertThat(answer.text()).doesNotContain("java.", "Exception", "\tat ");
        assertThat(stored()).isEqualTo(before);
    }

    static Stream<Arguments> badInput() {
        String shapes = "\"dataset\": {\"id\": \"shapes\"}";
        String network = "\"network\": {\"backbone\": \"cnn-4\"}";
        String seeds = IntStream.range(0, 10_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        return Stream.of(
                Arguments.of(
                        "{" + shapes + "," + network + ", \"defense\": [{\"part\": \"gausian-noise\"}]}",
                        "defense[0].part",
                        "gaussian-noise"),
                Arguments.of(
                        "{" + shapes + ", \"network\": {\"backbone\": \"cnn-4\", \"cutLayer\": \"two\"}}",
                        "network.cutLayer",
                        "two"),
                Arguments.of(
                        "{" + shapes + ", \"network\": {\"backbone\": \"cnn-4\", \"cutLayer\": 14}}",
                        "network.cutLayer",
                        "between 1 and 4"),
                Arguments.of(
                        "{" + shapes + "," + network
                                + ", \"defense\": [{\"part\": \"gaussian-noise\", \"standardDeviation\": 25}]}",
                        "defense[0].standardDeviation",
                        "25"),
                Arguments.of(
                        "{\"dataset\": {\"id\": \"shapes\", \"imageSize\": 2}," + network + "}",
                        "dataset.imageSize",
                        "large enough"),
                Arguments.of(
                        "{\"dataset\": {\"id\": \"shapez\"}," + network + "}", "dataset.id", "Did you mean shapes?"),
                Arguments.of(
                        "{\"dataset\": {\"id\": \"shapes\", \"auxiliary\": {\"id\": \"shapez\"}}," + network + "}",
                        "dataset.auxiliary.id",
                        "Did you mean shapes?"),
                Arguments.of(
                        "{\"dataset\": {\"id\": \"shapes\", \"auxiliary\": {\"id\": \"shapes\"}}," + network + "}",
                        "dataset.auxiliary.id",
                        "dataset.split"),
                Arguments.of(
                        "{\"dataset\": {\"id\": \"shapes\", \"split\": {\"train\": 0.9, \"test\": 0.2}}," + network
                                + "}",
                        "dataset.split",
                        "at most 1"),
                Arguments.of("{\"dataset\": {\"id\": \"../etc\"}," + network + "}", "dataset.id", "must be one of"),
                Arguments.of(
                        "{\"dataset\": {\"id\": \"shapes\", \"dataHash\": \"" + "0".repeat(64) + "\"}," + network + "}",
                        "dataset.dataHash",
                        "Put"),
                Arguments.of("{\"name\": \"two\\nlines\", " + shapes + "," + network + "}", "name", "one line"),
                Arguments.of("{" + shapes + "," + network + ", \"seeds\": [" + seeds + "]}", "seeds", "100"),
                Arguments.of(
                        "{" + shapes + "," + network + ", \"training\": {\"learningRate\": 1e999}}",
                        "training.learningRate",
                        "number"),
                Arguments.of("{" + shapes + "," + network + ", \"sedes\": [1]}", "sedes", "seeds"),
                Arguments.of("{" + network + "}", "dataset", "missing"));
    }

    @Test
    void halfACharacterIsNoReasonToFail() {
        Answer answer = api.post(EXPERIMENTS, SMALL.formatted("half \\ud800 of a character"));

        assertThat(answer.status()).as(answer.text()).isIn(201, 400);
    }

    @Test
    void aSubmitterIsOneShortLine() {
        Answer answer = api.post(EXPERIMENTS, SMALL.formatted("x"), "X-Submitter", "a".repeat(101));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/fields/0/path")).isEqualTo("X-Submitter");
    }

    @Test
    void anUnknownExperimentSaysWhereToLook() {
        assertThat(api.get(EXPERIMENTS + "/nothing").at("/type")).isEqualTo("/errors/unknown-experiment");
        assertThat(api.get(EXPERIMENTS + "/latest").status()).isIn(200, 404);
    }

    private long stored() {
        return jdbc.sql("select (select count(*) from experiments) + (select count(*) from runs)")
                .query(Long.class)
                .single();
    }
}
