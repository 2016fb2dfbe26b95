package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lab.obscura.Obscura;
import lab.obscura.execution.supervise.BriefAttempts;
import lab.obscura.platform.process.BriefJvm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever copies the commands of the documentation into a terminal gets what it promises. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path API = Path.of("docs/api.md");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path home;

    private static ConfigurableApplicationContext service;
    private static int port;

    @BeforeAll
    static void startTheService() {
        FurnishedHome.at(home);
        service = SpringApplication.run(
                new Class<?>[] {Obscura.class, BriefAttempts.class},
                new String[] {"--server.port=0", "--obscura.home=" + home});
        port = ((WebServerApplicationContext) service).getWebServer().getPort();
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    @Test
    void theReadmesRequestsQueueWhatTheySay(@TempDir Path folder) throws Exception {
        ask("POST", "/queue/pause");

        for (DocumentedExample example : DocumentedExample.in(README, "curl ")) {
            succeeds(example.on(port).endingAtRefusals(), folder);
        }

        JsonNode queued = ask("GET", "/runs?state=QUEUED").get("runs");
        assertThat(queued).hasSize(4);
        assertThat(queued).extracting(run -> run.get("name").asString()).contains("Noise on shapes");
        for (JsonNode run : queued) {
            ask("POST", "/runs/" + run.get("id").asString() + "/cancel");
        }
        ask("POST", "/queue/resume");
    }

    @Test
    void aDefinitionRunsWithoutServerAndDataBase(@TempDir Path folder) throws Exception {
        DocumentedExample definition =
                DocumentedExample.in(API, "cat > definition.json").get(0);
        String until = definition.script().substring(0, definition.script().indexOf("JSON\ncurl"));
        succeeds(new DocumentedExample("", until + "JSON\nsed -i 's/\\[1, 2\\]/[1]/' definition.json\n"), folder);

        for (DocumentedExample example : DocumentedExample.in(README, "obscura.jar run")) {
            succeeds(
                    example.replacing(
                            "java -jar target/obscura.jar",
                            "java -Xmx1g '" + BriefJvm.OPTIONS + "' lab.obscura.Obscura"),
                    folder);
        }

        assertThat(folder.resolve("runs/definition/outcome.json")).isNotEmptyFile();
        assertThat(folder.resolve("runs/definition/curves.csv")).isNotEmptyFile();
        assertThat(folder.resolve("runs/definition/gallery/originals")).isNotEmptyDirectory();
    }

    @Test
    void theExamplesOfTheApiPageWork(@TempDir Path folder) throws Exception {
        assertThat(DocumentedExample.in(API, "curl ")).allSatisfy(example -> {
            if (example.heading().equals("Results")) {
                await().atMost(Duration.ofMinutes(5))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> ask("GET", "/runs/latest")
                                .get("state")
                                .asString()
                                .equals("SUCCEEDED"));
            }
            if (example.heading().equals("Mistakes")) {
                assertThat(example.on(port).runIn(folder, Map.of()).output())
                        .contains("/errors/invalid-settings", "network.cutLayer", "gaussian-noise");
            } else {
                succeeds(example.on(port).endingAtRefusals(), folder);
            }
        });

        assertThat(List.of(folder.resolve("thumbnail.png"), folder.resolve("encoder.obs")))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }

    private static void succeeds(DocumentedExample example, Path folder) throws IOException, InterruptedException {
        var outcome = example.runIn(folder, Map.of("CLASSPATH", System.getProperty("java.class.path")));

        assertThat(outcome.exitCode())
                .as("%s%n%s", example.script(), outcome.output())
                .isZero();
    }

    private static JsonNode ask(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return JSON.readTree(answer.body());
    }
}
