package lab.obscura.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What goes with a run, an experiment and a study, what stays, and what is refused. */
@ServiceTest
class DeletionPostgresTest {

    private static final String RUNS = "/api/v1/runs/";
    private static final String EXPERIMENTS = "/api/v1/experiments/";
    private static final String STUDIES = "/api/v1/studies/";
    private static final Path HOME = Path.of("target/test-service");

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;
    private FinishedRuns runs;

    DeletionPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
        runs = new FinishedRuns(api, jdbc);
    }

    @Test
    void aRunGoesWithEverythingThatItFoundOut() throws IOException {
        JsonNode study = runs.study("one run", "ada");
        String run = FinishedRuns.run(study, 0, 0);
        runs.succeed(run);
        Path checkpoint = HOME.resolve("checkpoints/" + run + "/1.obs");
        Files.createDirectories(checkpoint.getParent());
        Files.writeString(checkpoint, "12345");
        Path network = HOME.resolve("trained/" + trainingHash(run) + ".obs");
        Files.createDirectories(network.getParent());
        Files.writeString(network, "1234567");

        JsonNode dry = delete(RUNS + run + "?dryRun=true").json();
        boolean stillThere = api.get(RUNS + run).status() == 200 && Files.exists(checkpoint);
        JsonNode done = delete(RUNS + run).json();

        assertThat(stillThere).isTrue();
        assertThat(dry.get("deleted").asBoolean()).isFalse();
        assertThat(dry.get("runs").asInt()).isEqualTo(1);
        assertThat(dry.get("experiments").asInt()).isZero();
        assertThat(dry.get("pictures").asInt()).isEqualTo(3);
        assertThat(dry.get("encoders").asInt()).isEqualTo(1);
        assertThat(dry.get("checkpoints").asInt()).isEqualTo(1);
        assertThat(dry.get("bytes").asLong()).isBetween(200L + 50 + 1000 + 5 + 7, 3_000L);
        assertThat(done.get("deleted").asBoolean()).isTrue();
        assertThat(done.get("bytes")).isEqualTo(dry.get("bytes"));
        assertThat(api.get(RUNS + run).at("/type")).isEqualTo("/errors/unknown-run");
        assertThat(List.of("runs", "outcomes", "reconstructions", "curve_points", "run_events", "study_runs"))
                .allSatisfy(table -> assertThat(runs.rows(table, run)).isZero());
        assertThat(checkpoint.getParent()).doesNotExist();
        assertThat(network).doesNotExist();
        JsonNode rest = api.get(STUDIES + study.get("id").asString()).json();
        assertThat(rest.at("/cells/0/runs").findValuesAsString("seed")).containsExactly("2");
        assertThat(api.get(EXPERIMENTS + FinishedRuns.experiment(study, 0))
                        .json()
                        .at("/definition/seeds")
                        .toString())
                .isEqualTo("[2]");
    }

    @Test
    void anExperimentGoesWithItsRunsAndLeavesTheStudy() {
        JsonNode study = runs.study("one experiment", "ada");
        String experiment = FinishedRuns.experiment(study, 1);

        JsonNode dry = delete(EXPERIMENTS + experiment + "?dryRun=true").json();
        JsonNode done = delete(EXPERIMENTS + experiment).json();

        assertThat(dry.get("runs").asInt()).isEqualTo(2);
        assertThat(dry.get("experiments").asInt()).isEqualTo(1);
        assertThat(dry.get("studies").asInt()).isZero();
        assertThat(done.get("experiments").asInt()).isEqualTo(1);
        assertThat(api.get(EXPERIMENTS + experiment).at("/type")).isEqualTo("/errors/unknown-experiment");
        assertThat(api.get(STUDIES + study.get("id").asString()).json().get("cells"))
                .hasSize(1);
    }

    @Test
    void theLastRunTakesExperimentAndStudyAlong() {
        JsonNode study = runs.study("to the last", "ada");
        List.of(FinishedRuns.run(study, 0, 0), FinishedRuns.run(study, 0, 1), FinishedRuns.run(study, 1, 0))
                .forEach(run -> delete(RUNS + run));

        JsonNode last = delete(RUNS + FinishedRuns.run(study, 1, 1)).json();

        assertThat(last.get("experiments").asInt()).isEqualTo(1);
        assertThat(last.get("studies").asInt()).isEqualTo(1);
        assertThat(api.get(STUDIES + study.get("id").asString()).at("/type")).isEqualTo("/errors/unknown-study");
    }

    @Test
    void aStudyGoesAndWhatOthersHaveTooStays() {
        JsonNode mine = runs.study("mine", "ada");
        JsonNode theirs = runs.again("theirs", "bob", "[2, 3]");
        String id = mine.get("id").asString();

        JsonNode dry = delete(STUDIES + id + "?dryRun=true").json();
        JsonNode done = delete(STUDIES + id).json();

        assertThat(dry.get("runs").asInt()).isEqualTo(2);
        assertThat(dry.get("experiments").asInt()).isZero();
        assertThat(dry.get("studies").asInt()).isEqualTo(1);
        assertThat(dry.get("stays")).hasSize(2);
        assertThat(dry.at("/stays/0/runs").asInt()).isEqualTo(1);
        assertThat(dry.at("/stays/0/reason").asString()).isEqualTo("the study \"theirs\" has them too");
        assertThat(done.get("runs").asInt()).isEqualTo(2);
        assertThat(api.get(STUDIES + id).at("/type")).isEqualTo("/errors/unknown-study");
        JsonNode left = api.get(STUDIES + theirs.get("id").asString()).json();
        assertThat(left.at("/cells/0/runs").findValuesAsString("seed")).containsExactly("2", "3");
        assertThat(left.at("/cells/0/runs").findValuesAsString("own"))
                .as("inherited from the study that went")
                .containsExactly("true", "true");
        assertThat(delete(STUDIES + theirs.get("id").asString())
                        .json()
                        .get("experiments")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void whatWasThereBeforeTheStudyStays() {
        JsonNode first = runs.study("first", "ada");
        JsonNode second = runs.again("second", "bob", "[1]");

        JsonNode dry =
                delete(STUDIES + second.get("id").asString() + "?dryRun=true").json();

        assertThat(dry.get("runs").asInt()).isZero();
        assertThat(dry.at("/stays/0/reason").asString()).isEqualTo("the study \"first\" has them too");
        jdbc.sql("delete from studies where id = cast(:id as uuid)")
                .param("id", first.get("id").asString())
                .update();
        assertThat(delete(STUDIES + second.get("id").asString()).at("/stays/1/reason"))
                .isEqualTo("queued before the study by ada");
    }

    @Test
    void aRunningRunIsRefusedAndWithItAllTheOthers() {
        JsonNode study = runs.study("running", "ada");
        String running = FinishedRuns.run(study, 0, 0);
        runs.state(running, "RUNNING");
        String experiment = FinishedRuns.experiment(study, 0);

        JsonNode dry = delete(EXPERIMENTS + experiment + "?dryRun=true").json();
        Answer refused = delete(EXPERIMENTS + experiment);
        Answer ofStudy = delete(STUDIES + study.get("id").asString());

        assertThat(dry.at("/refused/0/run").asString()).isEqualTo(running);
        assertThat(dry.at("/refused/0/found").asString()).isEqualTo("running");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/type")).isEqualTo("/errors/kept");
        assertThat(refused.at("/fields/0/path")).isEqualTo("run " + running);
        assertThat(refused.at("/fields/0/hint")).contains("Cancel it first");
        assertThat(ofStudy.status()).isEqualTo(409);
        assertThat(api.get(EXPERIMENTS + experiment).json().get("runs")).hasSize(2);
        runs.state(running, "CANCELLED");
        assertThat(delete(EXPERIMENTS + experiment).status()).isEqualTo(200);
    }

    @Test
    void aPinKeepsARunAndAnExperimentAllOfItsRuns() {
        JsonNode study = runs.study("pinned", "ada");
        String run = FinishedRuns.run(study, 0, 0);
        pin("runs", run, true);
        pin("experiments", FinishedRuns.experiment(study, 1), true);

        Answer refusedRun = delete(RUNS + run);
        Answer refusedExperiment = delete(RUNS + FinishedRuns.run(study, 1, 1));

        assertThat(refusedRun.at("/detail")).contains("must be unpinned, was pinned. Unpin it first");
        assertThat(refusedExperiment.at("/detail")).contains("was of a pinned experiment");
        assertThat(delete(STUDIES + study.get("id").asString()).json().get("fields"))
                .hasSize(3);
        pin("runs", run, false);
        assertThat(delete(RUNS + run).status()).isEqualTo(200);
    }

    @Test
    void theSameStudyCanBePostedAgainAfterItWasDeleted() {
        JsonNode study = runs.study("again", "ada");
        delete(STUDIES + study.get("id").asString());

        JsonNode posted = runs.again("again", "ada", "\"1-2\"");

        assertThat(posted.at("/progress/counts").toString()).isEqualTo("{\"QUEUED\":4}");
        assertThat(posted.at("/cells/0/runs/0/own").asBoolean()).isTrue();
    }

    private void pin(String table, String id, boolean pinned) {
        jdbc.sql("update " + table + " set pinned = :pinned where id = cast(:id as uuid)")
                .param("pinned", pinned)
                .param("id", id)
                .update();
    }

    private String trainingHash(String run) {
        return jdbc.sql("select training_hash from runs where id = cast(:run as uuid)")
                .param("run", run)
                .query(String.class)
                .single();
    }

    private Answer delete(String path) {
        return api.send("DELETE", path, BodyPublishers.noBody());
    }
}
