package lab.obscura.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** The query of the run list against real rows: every field finds what it should and nothing else. */
@ServiceTest
class RunSearchPostgresTest {

    private static JsonNode study;

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;

    RunSearchPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Cells 0.1 and 0.2 with seeds 1 and 2; the first run succeeded with mse 0.05 and accuracy 0.9, the second failed. */
    @BeforeEach
    void store() {
        api = new ApiClient(port);
        if (study != null) {
            return;
        }
        var runs = new FinishedRuns(api, jdbc);
        study = runs.study("looked for", "search-ada");
        runs.succeed(run(0, 0));
        runs.state(run(0, 1), "FAILED");
        jdbc.sql("update runs set reason = 'Out of memory (heap)', tags = '{late,\"two words\"}', notes = '50% of it'"
                        + " where id = cast(:run as uuid)")
                .param("run", run(0, 1))
                .update();
        jdbc.sql("update runs set pinned = true where id = cast(:run as uuid)")
                .param("run", run(1, 0))
                .update();
        jdbc.sql("update runs set archived = true where id = cast(:run as uuid)")
                .param("run", run(1, 1))
                .update();
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of("", List.of("0/0", "0/1", "1/0")),
                Arguments.of("archived:any", List.of("0/0", "0/1", "1/0", "1/1")),
                Arguments.of("archived:yes", List.of("1/1")),
                Arguments.of("-archived:no", List.of("1/1")),
                Arguments.of("pinned:yes", List.of("1/0")),
                Arguments.of("state:failed", List.of("0/1")),
                Arguments.of("state:failed,succeeded", List.of("0/0", "0/1")),
                Arguments.of("-state:failed", List.of("0/0", "1/0")),
                Arguments.of("part:gaussian-noise seed:1", List.of("0/0", "1/0")),
                Arguments.of("part:conditional-entropy", List.of()),
                Arguments.of("backbone:cnn-4 dataset:shapes", List.of("0/0", "0/1", "1/0")),
                Arguments.of("-attack:decoder,linear attack:decoder", List.of()),
                Arguments.of("mse>0.03", List.of("0/0")),
                Arguments.of("mse>=0.05 mse<=0.05", List.of("0/0")),
                Arguments.of("mse<0.05", List.of()),
                Arguments.of("-mse>0.03", List.of("0/1", "1/0")),
                Arguments.of("accuracy>=0.9", List.of("0/0")),
                Arguments.of("accuracy=0.8", List.of()),
                Arguments.of("seed>1", List.of("0/1")),
                Arguments.of("tag:late", List.of("0/1")),
                Arguments.of("tag:\"two words\",other", List.of("0/1")),
                Arguments.of("-tag:late", List.of("0/0", "1/0")),
                Arguments.of("\"two words\"", List.of("0/1")),
                Arguments.of("GAUSSIAN", List.of("0/0", "0/1", "1/0")),
                Arguments.of("50%", List.of("0/1")),
                Arguments.of("50_", List.of()),
                Arguments.of("notes:\"% of\"", List.of("0/1")),
                Arguments.of("reason:\"out of memory\"", List.of("0/1")),
                Arguments.of("name:=0.2", List.of("1/0")),
                Arguments.of("created>2020-01-01 created<2100-01-01", List.of("0/0", "0/1", "1/0")),
                Arguments.of("created:2020-01-01", List.of()),
                Arguments.of("finished>=2020-01-01T00:00:00Z", List.of("0/0", "0/1")),
                Arguments.of("-started>2020-01-01", List.of("0/0", "0/1", "1/0")),
                Arguments.of("study:other", List.of()),
                Arguments.of("cutLayer>0 priority:0 progress<1 attempt:0", List.of("0/0", "0/1", "1/0")),
                Arguments.of("tag:\"x' or 1=1 --\"", List.of()),
                Arguments.of("\"'); drop table runs; --\"", List.of()));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryFindsWhatItSays(String query, List<String> places) {
        Answer answer = find("study:\"looked for\" submitter:search-ada " + query);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("runs").findValuesAsString("id"))
                .containsExactlyInAnyOrderElementsOf(places.stream()
                        .map(place -> run(place.charAt(0) - '0', place.charAt(2) - '0'))
                        .toList());
    }

    @Test
    void runsExperimentsAndStudiesAreFoundByTheirIds() {
        assertThat(find("run:" + run(0, 1)).json().get("runs")).hasSize(1);
        assertThat(find("experiment:" + FinishedRuns.experiment(study, 0))
                        .json()
                        .get("runs"))
                .hasSize(2);
        assertThat(find("study:" + study.get("id").asString()).json().get("runs"))
                .hasSize(3);
    }

    @Test
    void aTypoIsRefusedAtTheField() {
        Answer refused = find("seed:1 stat:failed");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/type")).isEqualTo("/errors/invalid-request");
        assertThat(refused.at("/fields/0/path")).isEqualTo("q");
        assertThat(refused.at("/fields/0/value")).isEqualTo("stat");
        assertThat(refused.at("/fields/0/hint")).isEqualTo("Character 8. Did you mean state?");
    }

    @Test
    void theListLeavesArchivedRunsOutAndShowsThemByTheirAddress() {
        assertThat(api.get("/api/v1/runs?submitter=search-ada").json().get("runs"))
                .hasSize(3);
        assertThat(api.get("/api/v1/runs/" + run(1, 1)).status()).isEqualTo(200);
    }

    private Answer find(String query) {
        return api.get("/api/v1/runs?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    private static String run(int cell, int seed) {
        return FinishedRuns.run(study, cell, seed);
    }
}
