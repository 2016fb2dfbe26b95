package lab.obscura.study;

import static lab.obscura.study.StudyFixture.study;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Studies over HTTP and in the database: what they become, what they share, and what is done with all their runs at once. */
@ServiceTest
class StudyPostgresTest {

    private static final String STUDIES = "/api/v1/studies";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;

    /** Every test has data of its own limit, so that none shares experiments with another. */
    private static int limit = 400;

    StudyPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
        limit++;
    }

    @Test
    void aStudyBecomesOneExperimentPerCell() {
        Answer answer = api.post(STUDIES, study(limit, "grid", "\"1-2\""), "X-Submitter", "ada");

        JsonNode study = answer.json();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location")).contains(STUDIES + "/" + answer.at("/id"));
        assertThat(study.at("/axes/0/labels").toString()).isEqualTo("[\"noise\",\"both\"]");
        assertThat(study.get("cells")).hasSize(4);
        assertThat(study.at("/cells/3/labels").toString()).isEqualTo("{\"defense\":\"both\",\"σ\":\"0.2\"}");
        assertThat(study.at("/cells/3/runs")).hasSize(2);
        assertThat(study.at("/progress/counts/QUEUED").asInt()).isEqualTo(8);
        assertThat(study.at("/progress/secondsLeft").asDouble()).isPositive();
        JsonNode experiment = api.get(
                        "/api/v1/experiments/" + study.at("/cells/3/experiment").asString())
                .json();
        assertThat(experiment.get("name").asString()).isEqualTo("grid: defense=both, σ=0.2");
        assertThat(experiment.at("/definition/defense/0/standardDeviation").asDouble())
                .isEqualTo(0.2);
        assertThat(experiment.at("/definition/defense/1/part").asString()).isEqualTo("feature-dropping");
    }

    @Test
    void aDryRunStoresNothingAndSaysWhatIsThere() {
        String id = api.post(STUDIES, study(limit, "first", "[1, 2]")).at("/id");
        StudyFixture.succeed(jdbc, id, 1, 90);
        long before = stored();

        Answer answer = api.post(STUDIES + "?dryRun=true", study(limit, "second", "\"1-3\""));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("experiments").asInt()).isEqualTo(4);
        assertThat(answer.json().get("runs").asInt()).isEqualTo(12);
        assertThat(answer.json().get("computed").asInt()).isEqualTo(4);
        assertThat(answer.json().get("waiting").asInt()).isEqualTo(4);
        assertThat(answer.json().get("queued").asInt()).isEqualTo(4);
        assertThat(answer.json().get("hours").asDouble())
                .isCloseTo(answer.json().get("seconds").asDouble() / 3600, within(1e-9));
        assertThat(answer.json().at("/basis/0").asString()).contains("finished run");
        assertThat(answer.json().get("refused")).isEmpty();
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void whatIsThereAlreadyIsNotQueuedAgain() {
        JsonNode first = api.post(STUDIES, study(limit, "first", "[1, 2]"), "X-Submitter", "ada")
                .json();
        StudyFixture.succeed(jdbc, first.get("id").asString(), 1, 90);

        JsonNode second = api.post(STUDIES, study(limit, "second", "[1, 3]"), "X-Submitter", "bob")
                .json();

        assertThat(second.at("/cells/0/experiment")).isEqualTo(first.at("/cells/0/experiment"));
        assertThat(second.at("/cells/0/runs/0/id")).isEqualTo(first.at("/cells/0/runs/0/id"));
        assertThat(second.at("/cells/0/runs/0/own").asBoolean()).isFalse();
        assertThat(second.at("/cells/0/runs/1/own").asBoolean()).isTrue();
        assertThat(second.at("/progress/counts").toString()).isEqualTo("{\"QUEUED\":4,\"SUCCEEDED\":4}");
        assertThat(second.at("/progress/secondsLeft").asDouble()).isCloseTo(4 * 90, within(1e-3));
        assertThat(second.at("/cells/0/metrics/accuracy/mean").asDouble()).isEqualTo(0.5);
        JsonNode experiment = api.get(
                        "/api/v1/experiments/" + first.at("/cells/0/experiment").asString())
                .json();
        assertThat(experiment.get("runs")).hasSize(3);
        assertThat(experiment.at("/runs/0/metrics/accuracy").asDouble()).isEqualTo(0.5);
        assertThat(experiment.at("/runs/1/metrics")).isEmpty();
        assertThat(experiment.at("/definition/seeds").toString()).isEqualTo("[1,2,3]");
    }

    @Test
    void seedsAreAddedToEveryCell() {
        String id = api.post(STUDIES, study(limit, "seeds", "[1]")).at("/id");

        Answer grown = api.post(STUDIES + "/" + id + "/seeds", "{\"seeds\": [1, \"4-5\"]}");
        Answer bad = api.post(STUDIES + "/" + id + "/seeds", "{\"seeds\": [1.5]}");

        assertThat(grown.status()).as(grown.text()).isEqualTo(200);
        assertThat(grown.json().at("/cells/1/runs").findValuesAsString("seed")).containsExactly("1", "4", "5");
        assertThat(grown.json().at("/progress/runs").asInt()).isEqualTo(12);
        assertThat(bad.at("/fields/0/path")).isEqualTo("seeds[0]");
    }

    @Test
    void anExperimentTakesMoreSeedsOnItsOwn() {
        JsonNode study = api.post(STUDIES, study(limit, "seeds of one", "[1]")).json();
        String experiment =
                "/api/v1/experiments/" + study.at("/cells/0/experiment").asString();

        Answer grown = api.post(experiment + "/seeds", "{\"seeds\": \"1-3\"}", "X-Submitter", "eve");

        assertThat(grown.status()).as(grown.text()).isEqualTo(200);
        assertThat(grown.json().get("runs").findValuesAsString("seed")).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(grown.json().at("/definition/seeds").toString()).isEqualTo("[1,2,3]");
    }

    @Test
    void cancelEndsWhatTheStudyHasQueuedAndLeavesTheRestAlone() {
        api.post(STUDIES, study(limit, "theirs", "[1]"));
        String id = api.post(STUDIES, study(limit, "mine", "[1, 2]")).at("/id");

        JsonNode cancelled = api.post(STUDIES + "/" + id + "/cancel", "").json();
        JsonNode again = api.post(STUDIES + "/" + id + "/missing", "").json();

        assertThat(cancelled.at("/progress/counts").toString()).isEqualTo("{\"QUEUED\":4,\"CANCELLED\":4}");
        assertThat(again.at("/progress/counts").toString()).isEqualTo("{\"QUEUED\":8}");
    }

    @Test
    void onlyWhatFailedIsRetried() {
        String id = api.post(STUDIES, study(limit, "retry", "[1, 2]")).at("/id");
        jdbc.sql("""
                update runs set state = case when seed = 1 then 'FAILED' else 'CANCELLED' end
                 where id in (select run_id from study_runs where study_id = cast(:study as uuid))
                """).param("study", id).update();

        JsonNode incomplete = api.get(STUDIES + "/" + id).json();
        JsonNode retried = api.post(STUDIES + "/" + id + "/retry", "").json();

        assertThat(incomplete.at("/progress/state").asString()).isEqualTo("INCOMPLETE");
        assertThat(retried.at("/progress/counts").toString()).isEqualTo("{\"QUEUED\":4,\"CANCELLED\":4}");
    }

    @Test
    void thePriorityOfAllRunsIsSetAtOnceAndToldInTheirHistory() {
        JsonNode study = api.post(STUDIES, study(limit, "urgent", "[1]")).json();
        String address = STUDIES + "/" + study.get("id").asString();

        Answer edited = api.patch(address, "{\"priority\": 7}");
        Answer missing = api.patch(address, "{}");

        String run = study.at("/cells/2/runs/0/id").asString();
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
        assertThat(missing.at("/fields/0/path")).isEqualTo("priority");
        assertThat(jdbc.sql("select priority from runs where id = cast(:id as uuid)")
                        .param("id", run)
                        .query(Integer.class)
                        .single())
                .isEqualTo(7);
        assertThat(jdbc.sql(
                                "select reason from run_changes where run_id = cast(:id as uuid) order by number desc limit 1")
                        .param("id", run)
                        .query(String.class)
                        .single())
                .isEqualTo("edited: priority 7");
    }

    @Test
    void theSameKeyGivesTheSameStudy() {
        Answer first = api.post(STUDIES, study(limit, "once", "[1]"), "Idempotency-Key", "study-1");
        long after = stored();

        Answer second = api.post(STUDIES, study(limit, "once", "[1]"), "Idempotency-Key", "study-1");
        Answer other = api.post(STUDIES, study(limit, "other", "[1]"), "Idempotency-Key", "study-1");

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(other.at("/type")).isEqualTo("/errors/idempotency-conflict");
        assertThat(stored()).isEqualTo(after);
    }

    @Test
    void theListHasTheNewestFirstAndPages() {
        String older = api.post(STUDIES, study(limit, "older", "[1]")).at("/id");
        String newer = api.post(STUDIES, study(limit, "newer", "[1]")).at("/id");

        JsonNode first = api.get(STUDIES + "?limit=1").json();
        JsonNode second = api.get(
                        STUDIES + "?limit=1&after=" + first.get("next").asString())
                .json();

        assertThat(first.at("/studies/0/id").asString()).isEqualTo(newer);
        assertThat(first.at("/studies/0/cells").asInt()).isEqualTo(4);
        assertThat(first.at("/studies/0/progress/runs").asInt()).isEqualTo(4);
        assertThat(second.at("/studies/0/id").asString()).isEqualTo(older);
        assertThat(api.get(STUDIES + "/latest").at("/id")).isEqualTo(newer);
        assertThat(api.get(STUDIES + "?limit=0").at("/fields/0/path")).isEqualTo("limit");
    }

    @ParameterizedTest
    @MethodSource("badStudies")
    void whatDoesNotHoldIsRefusedAtTheFieldAndNothingIsStored(String axes, String path, String saying) {
        String body =
                "{\"name\": \"bad\", \"base\": {\"dataset\": {\"id\": \"shapes\"}, \"network\": {\"backbone\": \"cnn-4\"},"
                        + " \"defense\": [{\"part\": \"gaussian-noise\"}]}, \"axes\": [" + axes + "]}";
        long before = stored();

        Answer refused = api.post(STUDIES, body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.json().get("fields").findValuesAsString("path")).contains(path);
        assertThat(refused.at("/detail")).contains(saying);
        assertThat(stored()).isEqualTo(before);
    }

    static Stream<Arguments> badStudies() {
        return Stream.of(
                Arguments.of(
                        "{\"path\": \"/defense/0/standardDeviation\", \"values\": [0.1, 25]}",
                        "axes[0].values[1]",
                        "In standardDeviation=25: defense[0].standardDeviation must be"),
                Arguments.of(
                        "{\"path\": \"/defense/0/deviation\", \"values\": [0.1, 0.2]}",
                        "axes[0].values[0]",
                        "In deviation=0.1: defense[0].deviation must be one of the known fields"),
                Arguments.of(
                        "{\"path\": \"/dataset/id\", \"values\": [\"shapes\", \"shapez\"]}",
                        "axes[0].values[1]",
                        "Did you mean shapes?"),
                Arguments.of(
                        "{\"path\": \"/defense/0/standardDeviation\", \"values\": [0.1, {\"label\": \"same\", \"value\": 0.10}]}",
                        "axes[0].values[1]",
                        "is the same experiment as standardDeviation=0.1"));
    }

    @Test
    void aDryRunTellsWhichCellsDoNotHold() {
        Answer answer =
                api.post(STUDIES + "?dryRun=true", study(limit, "partly", "[1]").replace("[0.1, 0.2]", "[0.1, 25]"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("experiments").asInt()).isEqualTo(4);
        assertThat(answer.json().get("refusedCells").asInt()).isEqualTo(2);
        assertThat(answer.json().get("queued").asInt()).isEqualTo(2);
        assertThat(answer.json().at("/refused/0/path").asString()).isEqualTo("axes[1].values[1]");
        assertThat(answer.json().at("/refused/0/labels").toString()).isEqualTo("{\"defense\":\"noise\",\"σ\":\"25\"}");
    }

    @Test
    void anUnknownStudySaysWhereToLook() {
        assertThat(api.get(STUDIES + "/nothing").at("/type")).isEqualTo("/errors/unknown-study");
        assertThat(api.get(STUDIES + "/" + UUID.randomUUID()).at("/detail")).contains("GET /api/v1/studies");
    }

    private long stored() {
        return jdbc.sql(
                        "select (select count(*) from experiments) + (select count(*) from runs) + (select count(*) from studies)")
                .query(Long.class)
                .single();
    }

    @Test
    void aThousandRunsAreStoredAtOnce() {
        String body = """
                {"name": "large", "seeds": "1-20",
                 "base": {"dataset": {"id": "shapes", "trainLimit": %d, "testLimit": 200}, "network": {"backbone": "cnn-4"},
                          "defense": [{"part": "gaussian-noise"}]},
                 "axes": [{"name": "σ", "path": "/defense/0/standardDeviation", "values": "0.001..0.5 log 50"}]}
                """.formatted(limit);
        Answer answer = api.post(STUDIES, body, "X-Submitter", "large");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().at("/progress/runs").asInt()).isEqualTo(1000);
        assertThat(IntStream.range(0, 50)
                        .mapToObj(cell -> answer.json()
                                .at("/cells/" + cell + "/experiment")
                                .asString())
                        .distinct())
                .hasSize(50);
    }
}
