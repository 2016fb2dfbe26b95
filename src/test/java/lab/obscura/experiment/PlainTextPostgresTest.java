package lab.obscura.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.platform.web.edge.RawClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every door through which a text of people comes in has the same rule. */
@ServiceTest
class PlainTextPostgresTest {

    private static final String DEFINITION = """
            {"name": "%s", "dataset": {"id": "shapes", "trainLimit": 400}, "network": {"backbone": "cnn-4"}, "tags": ["%s"]}
            """;

    @LocalServerPort
    int port;

    private ApiClient api;

    @BeforeEach
    void submit() {
        api = new ApiClient(port);
        api.post("/api/v1/experiments", DEFINITION.formatted("plain", "plain"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\u2028", "\\u2029", "\\u202e", "\\u200b", "\\ud800", "\\u001b", "\\u009b", "\\ufeff", "\\n"})
    void nothingHiddenComesInWithABody(String escaped) {
        String text = "=1+1" + escaped;

        refused(api.post("/api/v1/experiments", DEFINITION.formatted(text, "plain")), "name");
        refused(api.post("/api/v1/experiments", DEFINITION.formatted("plain", text)), "tags[0]");
        refused(api.patch("/api/v1/runs/latest", "{\"tags\": [\"" + text + "\"]}"), "tags[0]");
        refused(api.post("/api/v1/queue/pause", "{\"reason\": \"a" + text + "b\"}"), "reason");
        if (!escaped.equals("\\n")) {
            refused(api.patch("/api/v1/runs/latest", "{\"notes\": \"" + text + "\"}"), "notes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u00e2\u0080\u00a8b", "a\u00e2\u0080\u00aeb", "a\u0085b"})
    void nothingHiddenComesInWithAHeader(String asLatin) {
        String rest = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Submitter: " + asLatin + "\r\n";
        String body = DEFINITION.formatted("a", "a");

        assertThat(List.of(
                        "POST /api/v1/presets/tiny" + rest + "\r\n",
                        "POST /api/v1/runs/latest/cancel" + rest + "\r\n",
                        "POST /api/v1/runs/latest/retry" + rest + "\r\n",
                        "POST /api/v1/experiments" + rest + "Content-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body))
                .allSatisfy(request -> {
                    var answer = new RawClient(port).send(request);
                    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
                    assertThat(answer.text()).contains("X-Submitter");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"submitter=%e2%80%a8", "tag=a%0ab", "dataset=%1b%5b31m", "state=%c2%85"})
    void nothingHiddenComesInWithAQuery(String query) {
        refused(api.get("/api/v1/runs?" + query), query.split("=")[0]);
    }

    @Test
    void whatPeopleWriteComesIn() {
        var answer = api.post(
                "/api/v1/experiments",
                DEFINITION.formatted(
                        "Zoë 张伟 \\u0646\\u0645\\u06cc\\u200c\\u062f", "\\ud83d\\udc69\\u200d\\ud83d\\udd2c"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(api.patch("/api/v1/runs/latest", "{\"notes\": \"one\\n\\ttwo\"}")
                        .status())
                .isEqualTo(200);
    }

    private static void refused(ApiClient.Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/fields/0/path")).isEqualTo(field);
    }
}
