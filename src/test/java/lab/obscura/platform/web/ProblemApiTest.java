package lab.obscura.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the edge of the service refuses, before any domain code is asked. */
@SpringBootTest(classes = WebSlice.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ProblemApiTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    @LocalServerPort
    int port;

    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name": }                              | line 1
                    {"name": NaN}                           | NaN
                    {"name": Infinity}                      | Infinity
                    {"name": "a", "name": "b"}              | Duplicate
                    {"name": "a"} x                         | not JSON
                    [1, 2]                                  | an object
                    "text"                                  | an object
                    12                                      | an object
                    """)
    void whatIsNoJsonObjectIsMalformed(String body, String saying) {
        var answer = api.post(EXPERIMENTS, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/type")).isEqualTo("/errors/malformed-json");
        assertThat(answer.at("/detail")).containsIgnoringCase(saying);
        assertThat(answer.text()).doesNotContain("tools.jackson", "java.", "Exception");
    }

    @Test
    void anEmptyBodyIsMalformed() {
        assertThat(api.post(EXPERIMENTS, "").at("/type")).isEqualTo("/errors/malformed-json");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

        var answer = api.post(EXPERIMENTS, deep);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/type")).isEqualTo("/errors/malformed-json");
        assertThat(answer.at("/detail")).contains("nesting");
    }

    @Test
    void aBodyOverOneMegabyteIsRefusedAtOnce() {
        var answer = api.post(EXPERIMENTS, "{\"name\":\"" + "x".repeat(2_000_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("/type")).isEqualTo("/errors/body-too-large");
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @Test
    void aChunkedBodyOverOneMegabyteIsRefusedWhileItIsRead() {
        byte[] body = ("{\"name\":\"" + "x".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        var answer = api.postChunked(EXPERIMENTS, body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("/type")).isEqualTo("/errors/body-too-large");
    }

    @Test
    void aFormIsNoDefinition() {
        var answer = api.send(
                "POST",
                EXPERIMENTS,
                BodyPublishers.ofString("name=a"),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.at("/detail")).contains("application/json");
    }

    @Test
    void anUnknownFieldOfAPatchIsNamedWithTheNearestOne() {
        var answer = api.patch("/api/v1/runs/latest", "{\"prioritty\": 3}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/type")).isEqualTo("/errors/invalid-request");
        assertThat(answer.at("/fields/0/path")).isEqualTo("prioritty");
        assertThat(answer.at("/fields/0/hint")).contains("priority");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"priority": "high"}   | priority
                    {"priority": "3"}      | priority
                    {"priority": 2.5}      | priority
                    {"tags": "demo"}       | tags
                    {"notes": 12}          | notes
                    """)
    void aWrongTypeNamesItsField(String body, String path) {
        var answer = api.patch("/api/v1/runs/latest", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/fields/0/path")).isEqualTo(path);
        assertThat(answer.text()).doesNotContain("tools.jackson", "java.");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/runs?limit=many, limit",
        "/api/v1/runs/latest/originals/seven.png, index",
        "/api/v1/runs/latest/originals/7.png?scale=big, scale",
        "/api/v1/boards/shapes?cutLayer=two, cutLayer",
        "/api/v1/experiments/latest/nothing, ''"
    })
    void aWrongParameterIsNamed(String path, String parameter) {
        var answer = api.get(path);

        assertThat(answer.status()).as(answer.text()).isBetween(400, 404);
        assertThat(answer.at("/fields/0/path")).isEqualTo(parameter);
    }

    @Test
    void aParameterOfTheWrongTypeHasItsRuleAndAWayOut() {
        var answer = api.get("/api/v1/runs?limit=many");

        assertThat(answer.at("/fields/0/rule")).isEqualTo("a whole number");
        assertThat(answer.at("/fields/0/value")).isEqualTo("many");
        assertThat(answer.at("/fields/0/hint")).isEqualTo("Write it as limit=5");
    }

    @Test
    void anAddressThatDoesNotExistIsAProblemToo() {
        var answer = api.get("/api/v1/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/type")).isEqualTo("/errors/not-found");
        assertThat(answer.at("/traceId")).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nowhere | text/html,application/xml;q=0.9,*/*;q=0.8 | text/html;charset=UTF-8",
                "/nowhere | */* | application/problem+json;charset=UTF-8",
                "/api/v1/nothing | text/html,*/*;q=0.8 | application/problem+json;charset=UTF-8",
                "/assets/old.js | text/html,*/*;q=0.8 | application/problem+json;charset=UTF-8"
            })
    void whoLooksWithABrowserWhereThereIsNothingSeesAPage(String path, String accepted, String type) {
        var answer = api.get(path, "Accept", accepted);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).contains(type);
    }

    @Test
    void aMethodThatAnAddressDoesNotTakeIsRefused() {
        var answer = api.send("DELETE", "/api/v1/runs", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.at("/detail")).contains("GET");
    }

    @Test
    void everyAnswerForbidsForeignContent() {
        var answer = api.get("/api/v1/nothing");

        assertThat(answer.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'self'");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("X-Frame-Options")).contains("DENY");
    }

    @Test
    void theTypeOfAProblemLeadsToItsExplanation() {
        assertThat(api.get("/errors/edit-conflict").text())
                .contains("Edited meanwhile", "docs/errors.md#edit-conflict");
        assertThat(api.get("/errors/no-such-thing").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, https://localhost"
    })
    void aPageOfAnotherSiteChangesNothing(String header, String value) {
        var answer = api.send("POST", "/api/v1/queue/pause", BodyPublishers.noBody(), header, value);

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.at("/type")).isEqualTo("/errors/foreign-request");
        assertThat(answer.at("/detail")).contains(header);
    }

    @Test
    void theOwnPagesAreNoForeigners() {
        String own = "http://localhost:" + port;

        assertThat(api.post(EXPERIMENTS, "12", "Origin", own).status()).isEqualTo(400);
        assertThat(api.post(EXPERIMENTS, "12", "Origin", own.replace("http:", "https:"))
                        .status())
                .as("behind a proxy that speaks TLS")
                .isEqualTo(400);
        assertThat(api.post(EXPERIMENTS, "12", "Sec-Fetch-Site", "same-origin").status())
                .isEqualTo(400);
        assertThat(api.get("/errors/internal", "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 403",
        "localhost.evil.example:8080, 403",
        "LOCALHOST:1, 200",
        "127.0.0.1, 200",
        "[::1]:8080, 200"
    })
    void aNameThatIsNotThisComputerIsRefused(String host, int status) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            String request = "GET /errors/internal HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void swaggerUiIsThere() {
        assertThat(api.get("/swagger-ui/index.html").status()).isEqualTo(200);
    }
}
