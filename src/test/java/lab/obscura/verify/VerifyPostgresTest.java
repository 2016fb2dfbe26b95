package lab.obscura.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.settings.JsonText;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.RunId;
import lab.obscura.result.ResultStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A run that was really computed, stored as a worker stores it, and then damaged in one place after the other. */
@ServiceTest
class VerifyPostgresTest {

    private static final String DEFINITION = """
            {"name": "verified", "dataset": {"id": "shapes", "trainLimit": 60, "testLimit": 40, "imageSize": 16},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1}, "training": {"epochs": 1, "batchSize": 20},
             "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 1}], "measures": [], "seeds": [3]}""";

    private static RunId finished;

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final ResultStore store;
    private ApiClient api;

    VerifyPostgresTest(@Autowired JdbcClient jdbc, @Autowired ResultStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    @BeforeEach
    void finishARun() throws IOException {
        api = new ApiClient(port);
        if (finished == null) {
            finished = run();
        }
    }

    @Test
    void nothingDiffersOfARunAsItWasStored() {
        JsonNode found = verified();

        assertThat(found.get("ok").asBoolean()).as(found.toString()).isTrue();
        assertThat(checks(found, "OK"))
                .contains(
                        "data",
                        "definition",
                        "encoder",
                        "pictures",
                        "scores of the pictures of linear-train",
                        "means of linear-train",
                        "scores of the pictures of decoder-conv-n0c16-train-e1",
                        "means of decoder-conv-n0c16-train-e1");
        assertThat(checks(found, "DIFFERS")).isEmpty();
    }

    /**
     * Something that is written over.
     *
     * @param change in SQL
     * @param back what makes it as it was
     * @param differs the checks that see it
     */
    record Damage(String change, String back, List<String> differs) {

        static Damage of(String table, String change, String back, String... differs) {
            return new Damage(
                    "update " + table + " set " + change, "update " + table + " set " + back, List.of(differs));
        }
    }

    static Stream<Damage> damages() {
        String swap = """
                reconstructions r set png = o.png from reconstructions o
                 where r.run_id = :run and o.run_id = r.run_id and o.slug = r.slug and r.slug = 'linear-train'
                   and r.index <> o.index
                   and r.index in (select index from reconstructions where run_id = :run order by index limit 4)
                   and o.index in (select index from reconstructions where run_id = :run order by index limit 4)""";
        String own = " where run_id = :run";
        String linear = own + " and slug = 'linear-train' and metric = 'mse'";
        return Stream.of(
                new Damage(
                        "update " + swap,
                        "update " + swap,
                        List.of("pictures", "scores of the pictures of linear-train")),
                Damage.of(
                        "attack_metrics",
                        "mean = mean + 1e-6" + linear,
                        "mean = mean - 1e-6" + linear,
                        "means of linear-train"),
                Damage.of(
                        "attack_scores",
                        "scores[5] = scores[5] + 0.5" + linear,
                        "scores[5] = scores[5] - 0.5" + linear,
                        "means of linear-train"),
                Damage.of(
                        "reconstructions",
                        "scores = jsonb_set(scores, '{mse}', to_jsonb((scores->>'mse')::float8 * 2))" + own,
                        "scores = jsonb_set(scores, '{mse}', to_jsonb((scores->>'mse')::float8 / 2))" + own,
                        "scores of the pictures of linear-train"),
                Damage.of(
                        "outcomes",
                        "encoder = set_byte(encoder, 900, 255 - get_byte(encoder, 900))" + own,
                        "encoder = set_byte(encoder, 900, 255 - get_byte(encoder, 900))" + own,
                        "encoder"),
                Damage.of(
                        "outcomes",
                        "provenance = jsonb_set(provenance, '{dataHash}', to_jsonb(reverse(provenance->>'dataHash')))"
                                + own,
                        "provenance = jsonb_set(provenance, '{dataHash}', to_jsonb(reverse(provenance->>'dataHash')))"
                                + own,
                        "data"),
                Damage.of(
                        "runs",
                        "training_hash = reverse(training_hash) where id = :run",
                        "training_hash = reverse(training_hash) where id = :run",
                        "definition",
                        "encoder"),
                Damage.of(
                        "experiments",
                        "definition = jsonb_set(definition, '{training,batchSize}', '21') where name = 'verified'",
                        "definition = jsonb_set(definition, '{training,batchSize}', '20') where name = 'verified'",
                        "definition"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void whatWasWrittenOverDiffers(Damage damage) {
        assertThat(change(damage.change())).isPositive();
        JsonNode found = verified();
        change(damage.back());

        assertThat(found.get("ok").asBoolean()).isFalse();
        assertThat(checks(found, "DIFFERS")).containsAll(damage.differs());
        assertThat(verified().get("ok").asBoolean()).isTrue();
    }

    @Test
    void aRunOfAnotherVersionOfTheNumericsHasHashesOfItsOwn() {
        String version =
                "update outcomes set provenance = jsonb_set(provenance, '{numericsVersion}', '\"%s\"') where run_id = :run";
        change(version.replace("%s", "1"));
        JsonNode found = verified();
        change(version.replace("%s", "2"));

        assertThat(found.get("ok").asBoolean()).isTrue();
        assertThat(checks(found, "NOT_CHECKED")).containsExactly("definition");
    }

    @Test
    void aRunWithoutNumbersIsRefused() {
        JsonNode posted = api.post("/api/v1/experiments", DEFINITION.replace("verified", "waiting"))
                .json();
        String waiting = posted.at("/runs/0/id").asString();

        var answer = api.post("/api/v1/runs/" + waiting + "/verify", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString()).contains("QUEUED").contains("no numbers yet");
    }

    private int change(String sql) {
        return sql.contains(":run")
                ? jdbc.sql(sql).param("run", finished.value()).update()
                : jdbc.sql(sql).update();
    }

    private JsonNode verified() {
        return api.post("/api/v1/runs/" + finished + "/verify", "").json();
    }

    private static List<String> checks(JsonNode found, String verdict) {
        List<String> names = new ArrayList<>();
        for (JsonNode check : found.get("checks")) {
            if (check.get("verdict").asString().equals(verdict)) {
                names.add(check.get("what").asString());
            }
        }
        return names;
    }

    private RunId run() throws IOException {
        JsonNode posted = api.post("/api/v1/experiments", DEFINITION).json();
        var run = new RunId(UUID.fromString(posted.at("/runs/0/id").asString()));
        var definition = new DefinitionReader()
                .read(JsonText.object(posted.get("definition").toString().getBytes(StandardCharsets.UTF_8)));
        Path parent = Files.createDirectories(Path.of("target", "finished-runs"));
        var folder = new AttemptFolder(Files.createTempDirectory(parent, "verified"));
        Outcome outcome = new Pipeline(SharedShapes.datasets())
                .run(definition, 3, folder, RunContext.of(event -> {}, () -> false));
        store.store(run, outcome, folder);
        jdbc.sql("update runs set state = 'SUCCEEDED', progress = 1, finished_at = current_instant() where id = :run")
                .param("run", run.value())
                .update();
        return run;
    }
}
