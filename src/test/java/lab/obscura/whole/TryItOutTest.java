package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lab.obscura.Obscura;
import lab.obscura.execution.supervise.BriefAttempts;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whoever presses "Try it out" and "Execute" in the Swagger UI, without writing anything, gets an answer or was told what is needed first. */
class TryItOutTest {

    private static final Duration A_TINY_RUN = Duration.ofMinutes(5);
    private static final String TINY = "/api/v1/presets/tiny";

    @TempDir
    static Path home;

    private static ConfigurableApplicationContext service;
    private static ApiClient api;
    private static JsonNode document;

    /** An operation as the document has it. */
    private record Operation(String method, String path, JsonNode spec) {

        boolean needsSomething() {
            return spec.path("description").asString("").contains("Needs ");
        }

        boolean reads() {
            return method.equals("GET");
        }
    }

    @BeforeAll
    static void finishATinyRun() {
        FurnishedHome.at(home);
        service = SpringApplication.run(
                new Class<?>[] {Obscura.class, BriefAttempts.class},
                new String[] {"--server.port=0", "--obscura.home=" + home});
        api = new ApiClient(
                ((WebServerApplicationContext) service).getWebServer().getPort());
        document = api.get("/v3/api-docs").json();
        stopTheExamplesStudy();
        var queued = api.post(TINY, "");
        assertThat(queued.status()).as(queued.text()).isEqualTo(201);
        String run = queued.at("/experiments/0/runs/0/id");
        Patience.until(
                "the tiny run",
                A_TINY_RUN,
                () -> !List.of("QUEUED", "RUNNING")
                        .contains(api.get("/api/v1/runs/" + run).at("/state")));
        var ended = api.get("/api/v1/runs/" + run);
        assertThat(ended.at("/state")).as(ended.text()).isEqualTo("SUCCEEDED");
    }

    /** So that there is one, and the tiny run is still the latest. */
    private static void stopTheExamplesStudy() {
        var posted = executed(new Operation("POST", "/api/v1/studies", document.at("/paths/~1api~1v1~1studies/post")));
        assertThat(posted.status()).as(posted.text()).isEqualTo(201);
        var stopped = api.post("/api/v1/studies/latest/cancel", "");
        assertThat(stopped.status()).as(stopped.text()).isEqualTo(200);
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    @Test
    void everyOperationWorksAsItStandsOrSaysWhatItNeeds() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, spec) -> operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, spec))));
        // What reads comes first: it looks at the run that succeeded, and what writes queues another.
        operations.sort(Comparator.comparing(operation -> !operation.reads()));

        Map<String, String> wrong = new TreeMap<>();
        for (Operation operation : operations) {
            Answer answer = executed(operation);
            boolean excused = operation.needsSomething() && !operation.reads() && answer.status() < 500;
            if (answer.status() >= 400 && !excused && !isAboutAccounts(answer)) {
                wrong.put(operation.method() + " " + operation.path(), answer.text());
            }
        }

        assertThat(operations).hasSizeGreaterThan(25);
        assertThat(wrong).isEmpty();
    }

    /** This service has none, and says what to set. */
    private static boolean isAboutAccounts(Answer answer) {
        return answer.status() == 409
                && answer.at("/type").equals("/errors/no-accounts")
                && answer.at("/detail").contains("obscura.auth=local");
    }

    @Test
    void whatIsNeededIsEnough() {
        api.post("/api/v1/queue/pause", "");
        api.post(TINY, "");

        var next = api.post("/api/v1/runs/latest/next", "");
        var cancelled = api.post("/api/v1/runs/latest/cancel", "");
        var again = api.post("/api/v1/runs/latest/retry", "");
        var missing = api.post("/api/v1/experiments/latest/missing", "");
        api.post("/api/v1/runs/latest/cancel", "");
        String worker = api.get("/api/v1/workers").at("/workers/0/id");
        var drained = api.post("/api/v1/workers/" + worker + "/drain", "");

        assertThat(List.of(next, cancelled, again, missing, drained))
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(200));
    }

    /** As the Swagger UI fills in its form: examples, else defaults; what has neither and may be left out is. */
    private static Answer executed(Operation operation) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        for (JsonNode parameter : operation.spec().path("parameters")) {
            String name = parameter.get("name").asString();
            JsonNode value = parameter.has("example")
                    ? parameter.get("example")
                    : parameter.path("schema").path("default");
            String text = value.isMissingNode() ? "" : value.asString();
            switch (parameter.get("in").asString()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(text.isEmpty() ? "none" : text));
                case "query" -> query.add(text.isEmpty() ? "" : name + "=" + encoded(text));
                default -> headers.addAll(text.isEmpty() ? List.of() : List.of(name, text));
            }
        }
        query.removeIf(String::isEmpty);
        String address = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        JsonNode content = operation.spec().at("/requestBody/content/application~1json");
        if (content.isMissingNode()) {
            return api.send(operation.method(), address, BodyPublishers.noBody(), headers.toArray(String[]::new));
        }
        headers.addAll(List.of("Content-Type", "application/json"));
        return api.send(
                operation.method(),
                address,
                BodyPublishers.ofString(body(content).toString()),
                headers.toArray(String[]::new));
    }

    private static JsonNode body(JsonNode content) {
        JsonNode examples = content.path("examples");
        if (!examples.isEmpty()) {
            return examples.valueStream().findFirst().orElseThrow().get("value");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        JsonNode schema = document.at(content.at("/schema/$ref").asString().substring(1));
        schema.get("properties").forEachEntry((name, property) -> body.set(name, property.get("example")));
        return body;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
