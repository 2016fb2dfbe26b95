package lab.obscura.platform.web.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.platform.web.edge.RawClient;
import lab.obscura.platform.web.edge.RawClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * Thousands of requests that follow the API document nearly: none is answered by a mistake of the service, and each refusal is a problem
 * document behind the headers of every answer. A service and a database of its own, without a worker.
 */
@ServiceTest
@TestPropertySource(properties = "obscura.home=target/test-fuzz")
class FuzzApiPostgresTest {

    private static final int TOLD = 5;

    @LocalServerPort
    int port;

    private OddRequests requests;

    @BeforeEach
    void connect() {
        var api = new ApiClient(port);
        requests = new OddRequests(api.get("/v3/api-docs").json());
        api.post("/api/v1/presets/tiny", "", "X-Submitter", "fuzz"); // so that latest is there
    }

    @Test
    void twoThousandOddRequestsAreAnsweredOrRefusedInOrder() {
        tried(0, 2_000);
    }

    @Test
    @Tag("long")
    void twentyThousandMoreAreToo() {
        tried(2_000, 24_000);
    }

    private void tried(long from, long to) {
        var client = new RawClient(port);
        Map<Integer, Integer> answers = new TreeMap<>();
        Map<String, String> wrong = new TreeMap<>();
        LongStream.range(from, to).forEach(seed -> {
            String request = requests.request(seed);
            Answer answer = answered(client, request);
            answers.merge(answer.status(), 1, Integer::sum);
            if (!inOrder(request, answer) && wrong.size() < TOLD) {
                wrong.put("request " + seed, shown(request) + "\n-> " + shown(answer.text()));
            }
        });

        System.out.println("odd requests: " + (to - from) + ", answers by status " + answers);
        assertThat(wrong).isEmpty();
        // Many addresses are about people, of whom there are none here, or about something that an id in the request
        // would have to name.
        assertThat(answers.get(200))
                .as("enough get far enough to be answered: " + answers)
                .isGreaterThan((int) (to - from) / 10);
    }

    /** A service that waits for its database for five seconds asks to come again. */
    private static Answer answered(RawClient client, String request) {
        Answer answer = client.send(request);
        return answer.status() == 503 ? client.send(request) : answer;
    }

    private static boolean inOrder(String request, Answer answer) {
        int status = answer.status();
        boolean refused = status >= 400;
        boolean documented = request.startsWith("HEAD ") ? answer.saysProblem() : answer.isProblem();
        return status >= 200 && status < 500 && answer.isGuarded() && (!refused || documented);
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(900, text.length())).replaceAll("[^\\x20-\\x7e\\n]", "?");
    }
}
