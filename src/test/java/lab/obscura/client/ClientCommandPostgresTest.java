package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every command that asks a service, with a real one. */
@ServiceTest
class ClientCommandPostgresTest {

    private static final String DEFINITION = """
            {"name": "By hand", "dataset": {"id": "shapes", "trainLimit": 200, "testLimit": 100},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1}, "seeds": [1, 2]}""";

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String standardInput = "";

    ClientCommandPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Test
    void aDefinitionIsQueuedFromAFileAndFromStandardInput() throws Exception {
        Path file = Files.writeString(folder.resolve("definition.json"), DEFINITION);

        assertThat(obscura("submit " + file)).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("[0-9a-f-]{36} queued, seed [12] of By hand"));
        standardInput = DEFINITION;
        assertThat(obscura("submit - --json")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(json().at("/runs")).hasSize(2);
    }

    @Test
    void aDryRunQueuesNothing() {
        standardInput = DEFINITION;
        int before = runs();

        assertThat(obscura("submit - --dry-run")).isEqualTo(ExitCode.SUCCEEDED);

        assertThat(json().at("/seeds")).hasSize(2);
        assertThat(runs()).isEqualTo(before);
    }

    @Test
    void aDryRunOfAPresetQueuesNothing() {
        int before = runs();

        assertThat(obscura("submit --preset=tiny --dry-run")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(json().at("/0/cost/runs").asInt()).isEqualTo(1);
        assertThat(obscura("submit --preset=demo --dry-run")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(json()).hasSize(3);
        assertThat(obscura("submit --preset=none --dry-run")).isEqualTo(ExitCode.SETTINGS);

        assertThat(runs()).isEqualTo(before);
    }

    @Test
    void everyIdThatIsListedIsTaken() {
        queued();
        assertThat(obscura("list --limit=1")).isEqualTo(ExitCode.SUCCEEDED);
        String listed = said().lines().skip(1).findFirst().orElseThrow().split(" ")[0];

        assertThat(obscura("show " + listed)).isEqualTo(ExitCode.SUCCEEDED);
    }

    @Test
    void everyAnswerIsHadAsJson() {
        String run = queued();

        assertThat(obscura("logs " + run + " --json")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(json().at("/log").asString()).contains("QUEUED");
        assertThat(obscura("open " + run + " --json")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(json().at("/address").asString()).endsWith("/runs/" + run);
        assertThat(obscura("download " + run + " --json --out=" + folder.resolve("json")))
                .isEqualTo(ExitCode.SUCCEEDED);
        assertThat(json().at("/files/0").asString()).endsWith("run.json");
        assertThat(json().at("/missing/encoder.obs").asString()).contains("encoder");
        assertThat(obscura("login --json")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(json().at("/mode").asString()).isEqualTo("off");
    }

    @Test
    void aRunIsFoundShownCancelledWatchedAndQueuedAgain() {
        String run = queued();

        assertThat(obscura("list state:queued --limit=5")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said()).contains("run  ", run.substring(0, 8), "queued").doesNotContain("\u001b[");
        assertThat(obscura("show " + run)).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said()).contains("id: " + run, "state: queued, 0 %");
        assertThat(obscura("cancel " + run)).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said()).contains(run + " cancelled");
        assertThat(obscura("watch " + run)).isEqualTo(ExitCode.CANCELLED);
        assertThat(said()).contains("cancelled");
        assertThat(obscura("rerun " + run)).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said()).contains(run + " queued");
        assertThat(obscura("logs " + run)).isEqualTo(ExitCode.SUCCEEDED);
    }

    @Test
    void watchingARunThatFailedSaysWhyAndEndsWithACodeOfItsOwn() {
        String run = queued();
        jdbc.sql("update runs set state = 'FAILED', reason = 'no luck' where id = cast(:id as uuid)")
                .param("id", run)
                .update();

        assertThat(obscura("watch " + run)).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(errors()).isEqualTo("no luck\n");
    }

    @Test
    void whatThereIsOfARunIsDownloadedAndTheRestIsNamed() {
        String run = queued();

        assertThat(obscura("download " + run + " --out=" + folder.resolve("files")))
                .isEqualTo(ExitCode.SUCCEEDED);

        assertThat(folder.resolve("files/run.json")).content().contains(run);
        assertThat(folder.resolve("files/encoder.obs")).doesNotExist();
        assertThat(errors()).contains("encoder.obs is not there");
    }

    @Test
    void studiesBoardsAndComparisonsAreAsked() {
        String one = queued();
        String other = queued();
        standardInput = """
                {"name": "Widths", "base": %s,
                 "axes": [{"name": "width", "path": "/network/width", "values": [0.25, 0.5]}], "seeds": "1-2"}""".formatted(DEFINITION.replace(", \"seeds\": [1, 2]", ""));

        assertThat(obscura("study - --dry-run")).as(errors()).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(json().at("/runs").asInt()).isEqualTo(4);
        assertThat(obscura("study -")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said()).matches("[0-9a-f-]{36} queued: Widths, 4 runs\n");
        assertThat(obscura("compare " + one + " " + other)).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said()).contains("setting", "accuracy");
        assertThat(obscura("board")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(obscura("board shapes --json")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(json().at("/dataset").asString()).isEqualTo("shapes");
        assertThat(obscura("open " + one)).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said()).isEqualTo("http://localhost:" + port + "/runs/" + one + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show no-such-run", "cancel no-such-run", "board no-such-set", "submit --preset=none"})
    void whatTheServiceRefusesIsOneLineAndTheCodeOfAMistake(String command) {
        assertThat(obscura(command)).isEqualTo(ExitCode.SETTINGS);
        assertThat(errors().strip().lines()).hasSize(1);
        assertThat(said()).isEmpty();
    }

    @Test
    void aServiceThatIsNotThereIsSaidToBe() {
        var verb = ClientVerb.LIST;

        ExitCode code =
                command(Map.of()).run(verb, ClientCommand.read(verb, new String[] {"--url=http://localhost:1"}));

        assertThat(code).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(errors()).contains("Nobody answers at http://localhost:1", "OBSCURA_URL");
    }

    @Test
    void whoNeedsNoTokenIsToldSo() {
        assertThat(obscura("login")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said()).contains("asks nobody for a token");
        assertThat(folder.resolve("tokens")).doesNotExist();
    }

    private String queued() {
        assertThat(obscura("submit --preset=tiny --json")).isEqualTo(ExitCode.SUCCEEDED);
        return json().at("/experiments/0/runs/0/id").asString();
    }

    private ExitCode obscura(String line) {
        out.reset();
        err.reset();
        String[] words = line.split(" ");
        ClientVerb verb = ClientVerb.of(words[0]).orElseThrow();
        String[] rest = java.util.Arrays.copyOfRange(words, 1, words.length);
        return command(Map.of(
                        "OBSCURA_URL",
                        "http://localhost:" + port + "/",
                        "OBSCURA_TOKEN_FILE",
                        folder.resolve("tokens").toString()))
                .run(verb, ClientCommand.read(verb, rest));
    }

    private ClientCommand command(Map<String, String> environment) {
        return new ClientCommand(
                environment,
                new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(said());
    }

    private int runs() {
        return jdbc.sql("select count(*) from runs").query(Integer.class).single();
    }
}
