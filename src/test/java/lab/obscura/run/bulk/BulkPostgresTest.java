package lab.obscura.run.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.keeping.FinishedRuns;
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
import tools.jackson.databind.json.JsonMapper;

/** Many runs at once, by ids and by a query: each is answered for itself, and what is not possible with one is no harm to others. */
@ServiceTest
class BulkPostgresTest {

    private static final String BULK = "/api/v1/runs/bulk";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;
    private FinishedRuns runs;
    private JsonNode study;

    BulkPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void store() {
        api = new ApiClient(port);
        runs = new FinishedRuns(api, jdbc);
        study = runs.study("bulk", "ada");
    }

    @Test
    void cancelAndRetryTellOfEachRunWhatBecameOfIt() {
        runs.succeed(run(0));

        JsonNode cancelled = bulk("cancel", run(0), run(1), UUID.randomUUID().toString());
        JsonNode retried = bulk("retry", run(0), run(1));

        assertThat(cancelled.get("done").asInt()).isEqualTo(1);
        assertThat(outcome(cancelled, run(0)))
                .isEqualTo("refused: is SUCCEEDED; only QUEUED or RUNNING can be cancelled");
        assertThat(outcome(cancelled, run(1))).isEqualTo("done: ");
        assertThat(cancelled.at("/results/2/outcome").asString()).isEqualTo("unknown");
        assertThat(outcome(retried, run(1))).isEqualTo("done: ");
        assertThat(state(run(1))).isEqualTo("QUEUED");
        assertThat(lastChange(run(1))).isEqualTo("queued again by eve");
    }

    @Test
    void aQueryChoosesAndADryRunChangesNothing() {
        runs.state(run(2), "FAILED");
        String query = "state:failed study:" + study.get("id").asString();

        JsonNode dry = api.post(BULK + "?dryRun=true", byQuery("retry", query)).json();
        String between = state(run(2));
        JsonNode done = api.post(BULK, byQuery("retry", query)).json();

        assertThat(dry.get("dryRun").asBoolean()).isTrue();
        assertThat(dry.get("results").findValuesAsString("run")).containsExactly(run(2));
        assertThat(between).isEqualTo("FAILED");
        assertThat(done.get("done").asInt()).isEqualTo(1);
        assertThat(state(run(2))).isEqualTo("QUEUED");
    }

    @Test
    void tagsAreAddedOnceAndTakenAgain() {
        JsonNode tagged = tags("tag", "\"b\", \"a\"");
        tags("tag", "\"b\", \"c d\"");
        JsonNode found = api.get("/api/v1/runs/" + run(0)).json();
        tags("untag", "\"b\"");

        assertThat(tagged.get("done").asInt()).isEqualTo(4);
        assertThat(found.get("tags").toString()).isEqualTo("[\"b\",\"a\",\"c d\"]");
        assertThat(api.get("/api/v1/runs/" + run(3)).json().get("tags").toString())
                .isEqualTo("[\"a\",\"c d\"]");
        assertThat(lastChange(run(0))).isEqualTo("edited: no longer tagged b");
    }

    @Test
    void aRunThatWouldHaveTooManyTagsIsNamed() {
        String twenty = IntStream.range(0, 20)
                .mapToObj(i -> "\"t" + i + "\"")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        api.patch("/api/v1/runs/" + run(0), "{\"tags\": [" + twenty + "]}");

        JsonNode tagged = tags("tag", "\"new\"");

        assertThat(tagged.get("done").asInt()).isEqualTo(3);
        assertThat(outcome(tagged, run(0))).isEqualTo("refused: would have 21 tags; a run has at most 20");
    }

    @Test
    void whatIsArchivedIsFoundAgainAndTakenBack() {
        bulk("archive", run(0), run(1));

        assertThat(listed("")).hasSize(2);
        assertThat(listed(" archived:yes")).containsExactlyInAnyOrder(run(0), run(1));
        assertThat(api.get("/api/v1/experiments/" + FinishedRuns.experiment(study, 0))
                        .json()
                        .get("archived")
                        .asBoolean())
                .isTrue();
        bulk("unarchive", run(0));
        assertThat(listed("")).hasSize(3);
    }

    @Test
    void deletingLeavesOutWhatIsKeptAndSaysSo() {
        bulk("pin", run(0));
        api.patch("/api/v1/experiments/" + FinishedRuns.experiment(study, 1), "{\"pinned\": true}");
        runs.state(run(3), "RUNNING");

        JsonNode dry = api.post(BULK + "?dryRun=true", byIds("delete", run(0), run(1), run(2), run(3)))
                .json();
        JsonNode done = bulk("delete", run(0), run(1), run(2), run(3));

        assertThat(dry.at("/deletion/runs").asInt()).isEqualTo(1);
        assertThat(dry.at("/deletion/deleted").asBoolean()).isFalse();
        assertThat(done.at("/deletion/refused")).hasSize(3);
        assertThat(done.get("done").asInt()).isEqualTo(1);
        assertThat(outcome(done, run(0))).startsWith("refused: is pinned. Unpin it");
        assertThat(outcome(done, run(1))).isEqualTo("done: ");
        assertThat(outcome(done, run(2))).startsWith("refused: is of a pinned experiment");
        assertThat(outcome(done, run(3))).startsWith("refused: is running. Cancel it first");
        assertThat(listed("")).hasSize(3);
        bulk("unpin", run(0));
        assertThat(bulk("delete", run(0)).get("done").asInt()).isEqualTo(1);
    }

    @Test
    void aRunIsPinnedAndArchivedByAnEditWhoseTagCounts() {
        Answer read = api.get("/api/v1/runs/" + run(0));
        Answer edited = api.patch("/api/v1/runs/" + run(0), "{\"pinned\": true, \"archived\": true}");
        Answer late = api.patch(
                "/api/v1/runs/" + run(0),
                "{\"pinned\": false}",
                "If-Match",
                read.header("ETag").orElseThrow());

        assertThat(edited.json().get("pinned").asBoolean()).isTrue();
        assertThat(edited.json().get("archived").asBoolean()).isTrue();
        assertThat(lastChange(run(0))).isEqualTo("edited: pinned, archived");
        assertThat(late.status()).isEqualTo(412);
    }

    static Stream<Arguments> bad() {
        String id = UUID.randomUUID().toString();
        return Stream.of(
                Arguments.of("{\"action\": \"cancle\", \"runs\": []}", "action", "Did you mean cancel?"),
                Arguments.of("{\"runs\": []}", "action", "cancel, retry"),
                Arguments.of("{\"action\": \"cancel\"}", "runs", "or a query in query"),
                Arguments.of("{\"action\": \"cancel\", \"runs\": [], \"query\": \"\"}", "runs", "not both"),
                Arguments.of("{\"action\": \"cancel\", \"runs\": [\"" + id + "\", \"x\"]}", "runs[1]", "id of a run"),
                Arguments.of("{\"action\": \"cancel\", \"query\": \"stat:x\"}", "query", "Did you mean state?"),
                Arguments.of("{\"action\": \"tag\", \"runs\": []}", "tags", "Name them"),
                Arguments.of("{\"action\": \"tag\", \"runs\": [], \"tags\": [\" \"]}", "tags[0]", "1 to 50"),
                Arguments.of("{\"action\": \"pin\", \"runs\": [], \"tags\": [\"a\"]}", "tags", "Leave them out"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatDoesNotHoldIsRefusedAtTheField(String body, String path, String words) {
        Answer refused = api.post(BULK, body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.at("/fields/0/path")).isEqualTo(path);
        assertThat(refused.at("/detail")).contains(words);
    }

    private JsonNode bulk(String action, String... ids) {
        Answer answer = api.post(BULK, byIds(action, ids), "X-Submitter", "eve");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String byIds(String action, String... ids) {
        return "{\"action\": \"" + action + "\", \"runs\": [\"" + String.join("\", \"", ids) + "\"]}";
    }

    private static String byQuery(String action, String query) {
        return "{\"action\": \"" + action + "\", \"query\": "
                + JsonMapper.shared().writeValueAsString(query) + "}";
    }

    private JsonNode tags(String action, String tags) {
        return api.post(
                        BULK,
                        "{\"action\": \"" + action + "\", \"query\": \"study:"
                                + study.get("id").asString() + "\", \"tags\": [" + tags + "]}")
                .json();
    }

    private List<String> listed(String query) {
        String all = "study:" + study.get("id").asString() + query;
        return api.get("/api/v1/runs?q=" + all.replace(" ", "%20"))
                .json()
                .get("runs")
                .findValuesAsString("id");
    }

    private static String outcome(JsonNode bulk, String run) {
        return bulk.get("results")
                .valueStream()
                .filter(result -> result.get("run").asString().equals(run))
                .map(result -> result.get("outcome").asString() + ": "
                        + result.get("reason").asString())
                .findFirst()
                .orElseThrow();
    }

    private String state(String run) {
        return api.get("/api/v1/runs/" + run).at("/state");
    }

    private String lastChange(String run) {
        JsonNode changes = api.get("/api/v1/runs/" + run).json().get("changes");
        return changes.get(changes.size() - 1).get("reason").asString();
    }

    /** Cell 0 with seeds 1 and 2, then cell 1. */
    private String run(int number) {
        return FinishedRuns.run(study, number / 2, number % 2);
    }
}
