package lab.obscura.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.platform.web.WebSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Names that are not the service's, and pages of others: also where it listens on every address. */
@SpringBootTest(
        classes = WebSlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=0.0.0.0", "obscura.allowed-hosts=localhost,[::1],Obscura.Lab"})
class ForeignRequestsApiTest {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/queue",
                "/",
                "/runs/latest",
                "/actuator/health",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/nothing"
            })
    void noAddressIsAnsweredUnderAForeignName(String path) {
        var answer = get(path, "Host: evil.example");

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text())
                .contains("obscura.allowed-hosts", "/errors/foreign-request")
                .contains("[::1], localhost, obscura.lab");
        assertThat(answer.isGuarded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:1, 200",
        "obscura.lab, 200",
        "obscura.lab:8443, 200",
        "[::1], 200",
        "[::1]:8080, 200",
        "127.0.0.1, 403",
        "[::2], 403",
        "obscura.lab.evil.example, 403",
        "localhost.evil.example:8080, 403",
        "evil-obscura.lab, 403",
        "evil.example, 403"
    })
    void onlyTheNamesOfTheListAreAnswered(String host, int status) {
        assertThat(get("/errors/internal", "Host: " + host).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://evil.example/errors/internal HTTP/1.1\r\nHost: evil.example\r\n",
                "GET http://evil.example/errors/internal HTTP/1.1\r\nHost: localhost\r\n",
                "GET http://evil.example/errors/internal HTTP/1.0\r\n",
                "GET /errors/internal HTTP/1.0\r\n",
                "GET /errors/internal HTTP/1.1\r\n",
                "GET /errors/internal HTTP/1.1\r\nHost:\r\n",
                "GET /errors/internal HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n"
            })
    void aNameThatIsMissingDoubleOrInTheFirstLineIsNoWayAround(String head) {
        var answer = new RawClient(port).send(head + "Connection: close\r\n\r\n");

        assertThat(answer.status()).as(answer.text()).isIn(400, 403);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void theFirstLineMayNameTheServiceItself() {
        assertThat(new RawClient(port)
                        .send(
                                "GET http://localhost/errors/internal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example\r\nSec-Fetch-Site: same-origin",
                "Origin: null\r\nSec-Fetch-Site: same-origin",
                "Origin: null",
                "Origin: http://obscura.lab:8081",
                "Origin: http://obscura.lab\r\nOrigin: http://evil.example",
                "Origin: file://",
                "Origin: http://obscura.lab@evil.example",
                "Referer: http://evil.example/page",
                "Referer: http://evil.example/http://obscura.lab/\r\nSec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site\r\nOrigin: http://obscura.lab"
            })
    void aForeignPageChangesNothingWhateverElseItSays(String headers) {
        var answer = post(headers);

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text()).contains("/errors/foreign-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://obscura.lab",
                "Origin: https://obscura.lab:443\r\nSec-Fetch-Site: same-origin",
                "Referer: http://obscura.lab/runs",
                "Sec-Fetch-Site: same-origin",
                "X-Program: curl"
            })
    void ownPagesAndProgramsAreNoForeigners(String headers) {
        assertThat(post(headers).status()).isEqualTo(200);
    }

    @Test
    void noForeignPageIsToldThatItMayAsk() {
        var answer = new RawClient(port)
                .send("OPTIONS /api/v1/queue/pause HTTP/1.1\r\nHost: obscura.lab\r\nConnection: close\r\n"
                        + "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private RawClient.Answer get(String path, String host) {
        return new RawClient(port).send("GET " + path + " HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n");
    }

    private RawClient.Answer post(String headers) {
        return new RawClient(port)
                .send("POST /api/v1/queue/pause HTTP/1.1\r\nHost: obscura.lab\r\nConnection: close\r\n" + headers
                        + "\r\n\r\n");
    }
}
