package lab.obscura.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.platform.web.WebSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that are wrong before anybody asks what they mean. */
@SpringBootTest(classes = WebSlice.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class MalformedRequestsApiTest {

    private static final String REST = "Host: localhost\r\nConnection: close\r\n\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    @LocalServerPort
    int port;

    private RawClient raw;

    @BeforeEach
    void connect() {
        raw = new RawClient(port);
    }

    static Stream<Map.Entry<String, String>> whatTomcatItselfRefuses() {
        String post = "POST /api/v1/experiments HTTP/1.1\r\n";
        return Map.ofEntries(
                Map.entry("no request line", "GARBAGE\r\n\r\n"),
                Map.entry("another version", "GET / HTTP/3.0\r\n" + REST),
                Map.entry("a method of other characters", "G@T / HTTP/1.1\r\n" + REST),
                Map.entry("CONNECT", "CONNECT localhost:80 HTTP/1.1\r\n" + REST),
                Map.entry("a long address", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + REST),
                Map.entry("a long header", "GET / HTTP/1.1\r\nX: " + "a".repeat(20_000) + "\r\n" + REST),
                Map.entry("a header of other characters", "GET / HTTP/1.1\r\nX\1: a\r\n" + REST),
                Map.entry("a header without a colon", "GET / HTTP/1.1\r\nfoo bar\r\n" + REST),
                Map.entry("an address above the root", "GET /../../etc/passwd HTTP/1.1\r\n" + REST),
                Map.entry("an encoded slash", "GET /api/v1%2Fruns HTTP/1.1\r\n" + REST),
                Map.entry("an encoded backslash", "GET /api/v1/runs%5C HTTP/1.1\r\n" + REST),
                Map.entry("characters no address has", "GET /api/<> HTTP/1.1\r\n" + REST),
                Map.entry("a lone percent sign", "GET /api/%zz HTTP/1.1\r\n" + REST),
                Map.entry("no UTF-8", "GET /api/v1/runs/%ff HTTP/1.1\r\n" + REST),
                Map.entry("NUL", "GET /api/v1/runs/%00 HTTP/1.1\r\n" + REST),
                Map.entry("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
                Map.entry("two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\n" + REST),
                Map.entry("a port of letters", "GET / HTTP/1.1\r\nHost: localhost:a\r\nConnection: close\r\n\r\n"),
                Map.entry("an unknown encoding", post + "Transfer-Encoding: x\r\n" + REST),
                Map.entry("two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n" + REST),
                Map.entry("a negative length", post + "Content-Length: -3\r\n" + REST),
                Map.entry("TRACE", "TRACE /api/v1/runs HTTP/1.1\r\n" + REST))
                .entrySet()
                .stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatTomcatItselfRefuses(Map.Entry<String, String> request) {
        var answer = raw.send(request.getValue());

        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.isProblem()).as(answer.text()).isTrue();
        assertThat(answer.isGuarded()).as(answer.text()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?limit=%ff", "?limit=%", "?limit=%4", "?%zz=1", "?=", "?=5", "?limit=5&=", "?limit=%c3%28"})
    void aQueryThatDoesNotDecodeIsRefusedEverywhere(String query) {
        assertThat(List.of("/api/v1/runs", "/actuator/health", "/swagger-ui/index.html", "/", "/nothing"))
                .allSatisfy(path -> {
                    var answer = raw.send("GET " + path + query + " HTTP/1.1\r\n" + REST);

                    assertThat(answer.status()).as(path + answer.text()).isEqualTo(400);
                    assertThat(answer.text()).contains("/errors/invalid-request");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/queue/pause, */*",
        "PATCH, /api/v1/runs/latest, application/x-www-form-urlencoded",
        "POST, /api/v1/queue/pause, application/x-www-form-urlencoded",
        "POST, /api/v1/experiments, multipart/form-data",
        "POST, /api/v1/experiments, nonsense",
        "POST, /api/v1/experiments, ;;",
        "POST, /api/v1/experiments, application/*",
        "POST, /api/v1/experiments, application/json;charset=none-such"
    })
    void aBodyThatIsNoJsonIsRefused(String method, String path, String type) {
        var answer = raw.send(method + " " + path + " HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: 3\r\n"
                + REST + "%zz");

        assertThat(answer.status()).as(answer.text()).isEqualTo(415);
        assertThat(answer.isProblem()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/queue, */*",
        "/actuator/health, */*",
        "/actuator/health, text/*",
        "/, nonsense",
        "/v3/api-docs, ;"
    })
    void aTypeThatIsNoneIsRefusedEvenWithoutABody(String path, String type) {
        var answer = raw.send("GET " + path + " HTTP/1.1\r\nContent-Type: " + type + "\r\n" + REST);

        assertThat(answer.status()).as(answer.text()).isEqualTo(415);
        assertThat(answer.isProblem()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/runs?limt=5, limit",
        "/api/v1/boards/shapes?attak=a, attack",
        "/api/v1/boards/shapes/export.csv?cutlayer=2, cutLayer",
        "/api/v1/runs/latest/thumbnail.png?scal=2, scale",
        "/api/v1/compare?run=a, runs",
        "/api/v1/queue?x=1, none",
        "/api/v1/catalog?x=1, none"
    })
    void aParameterThatNobodyReadsIsRefused(String address, String nearest) {
        var answer = raw.send("GET " + address + " HTTP/1.1\r\n" + REST);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains(nearest);
    }

    /** Where a chunk ends nobody knows any more, so Tomcat may end the connection without a word. */
    @Test
    void brokenChunksEndTheConnection() {
        var answer = raw.send("POST /api/v1/experiments HTTP/1.1\r\n" + JSON + "Transfer-Encoding: chunked\r\n" + REST
                + "zz\r\n{}\r\n");

        assertThat(answer.status()).as(answer.text()).isIn(0, 400);
    }

    @Test
    void aParameterThatStandsTwiceIsRefused() {
        assertThat(raw.send("GET /api/v1/runs?limit=1&limit=2 HTTP/1.1\r\n" + REST)
                        .text())
                .startsWith("HTTP/1.1 400")
                .contains("limit must be given once");
    }

    @Test
    void aBodyWhereNoneBelongsIsRefused() {
        var answer =
                raw.send("POST /api/v1/runs/latest/cancel HTTP/1.1\r\n" + JSON + "Content-Length: 2\r\n" + REST + "{}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("takes none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/queue",
                "/api/v1/nothing",
                "/errors/internal",
                "/v3/api-docs",
                "/swagger-ui/index.html"
            })
    void askedForTheHeadAloneItCarriesTheSameHeaders(String path) {
        var answer = raw.send("HEAD " + path + " HTTP/1.1\r\n" + REST);

        assertThat(answer.isGuarded()).as(answer.text()).isTrue();
        assertThat(answer.text()).endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/runs", "/api/v1/nothing", "/", "/errors/internal"})
    void whatAnAddressTakesIsToldWithoutTrace(String path) {
        var answer = raw.send("OPTIONS " + path + " HTTP/1.1\r\n" + REST);

        assertThat(answer.header("Allow").orElse(""))
                .as(answer.text())
                .contains("GET")
                .doesNotContain("TRACE");
    }

    @Test
    void aRefusedMethodSaysWhichAreTaken() {
        var answer = raw.send("DELETE /api/v1/runs HTTP/1.1\r\n" + REST);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow").orElse("")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/queue", "/api/v1/nothing", "/api/v1/runs?x=1", "/actuator/health", "/v3/api-docs"})
    void nothingThatTheApiSaysIsKept(String path) {
        assertThat(raw.send("GET " + path + " HTTP/1.1\r\n" + REST).header("Cache-Control"))
                .contains("no-store");
    }
}
