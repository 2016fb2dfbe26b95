package lab.obscura.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who gets a page and who a problem document. */
@SpringBootTest(classes = WebSlice.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PagesApiTest {

    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    @LocalServerPort
    int port;

    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/boards",
                "/boards/shapes",
                "/boards/a%20b",
                "/board",
                "/runs",
                "/runs/latest",
                "/runs/",
                "/RUNS",
                "/submit",
                "/submit?preset=tiny",
                "/compare",
                "/tables",
                "/tables/proposal?scale=mini",
                "/workers"
            })
    void everyAddressOfThePagesIsAnswered(String path) {
        assertThat(List.of(BROWSER, "text/html", "*/*")).allSatisfy(accepted -> {
            var answer = api.get(path, "Accept", accepted);

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(answer.header("Cache-Control")).contains("no-cache");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/runs/latest/more",
                "/experiments/latest/more",
                "/workers/1",
                "/index.php",
                "/favicon",
                "/API/v1/runs"
            })
    void aBrowserSeesThePageAlsoWhereNothingIs(String path) {
        var answer = api.get(path, "Accept", BROWSER);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.text()).isEqualTo(api.get("/", "Accept", BROWSER).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1/nothing",
                "/actuator/nothing",
                "/v3/nothing",
                "/swagger-ui/nothing.js",
                "/errors/no-such-thing"
            })
    void whatIsForProgramsIsAProblemAlsoInABrowser(String path) {
        var answer = api.get(path, "Accept", BROWSER);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/type")).isEqualTo("/errors/not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "image/png,*/*;q=0.5", "nonsense"})
    void programsAndPicturesHearThatThereIsNothing(String accepted) {
        var answer = api.get("/assets/nothing.js", "Accept", accepted);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/type")).isEqualTo("/errors/not-found");
    }

    @Test
    void thePagesAreReadOnly() {
        var answer = api.send("POST", "/nothing", BodyPublishers.noBody(), "Accept", BROWSER);

        assertThat(answer.status()).isIn(404, 405);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }
}
