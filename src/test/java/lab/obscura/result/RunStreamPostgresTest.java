package lab.obscura.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
@Timeout(30)
class RunStreamPostgresTest {

    @LocalServerPort
    int port;

    private final FinishedRuns runs;
    private final Queue queue;

    RunStreamPostgresTest(@Autowired JdbcClient jdbc) {
        this.runs = new FinishedRuns(jdbc);
        this.queue = new Queue(jdbc);
    }

    @Test
    void aStreamTellsWhatHappensAndEndsWithTheRun() throws Exception {
        RunId run = runs.queued(Plan.on("stream"));
        Stream<String> lines = open(run, "0").body();

        queue.cancel(run, "a test");

        List<String> told = lines.toList();
        assertThat(told).contains("id:1", "id:2", "event:state");
        assertThat(told).anyMatch(line -> line.startsWith("data:") && line.contains("\"CANCELLED\""));
    }

    @Test
    void aStreamGoesOnAfterTheLastEventThatWasReceived() throws Exception {
        RunId run = runs.queued(Plan.on("stream"));
        queue.cancel(run, "a test");

        List<String> told = open(run, "1").body().toList();

        assertThat(told).contains("id:2").doesNotContain("id:1");
    }

    @Test
    void whoHasHeardEverythingOfARunThatIsOverNeedNotComeBack() throws Exception {
        RunId run = runs.queued(Plan.on("stream"));
        queue.cancel(run, "a test");

        assertThat(open(run, "2").statusCode()).isEqualTo(204);
    }

    @Test
    void aNumberOfAnotherRunStartsAtTheBeginning() throws Exception {
        RunId run = runs.queued(Plan.on("stream"));
        queue.cancel(run, "a test");

        assertThat(open(run, "700").body().toList()).contains("id:1", "id:2");
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        RunId run = runs.queued(Plan.on("stream"));

        var answer = new ApiClient(port)
                .get("/api/v1/runs/" + run + "/events", "Last-Event-ID", "yesterday", "Accept", "text/event-stream");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/fields/0/path")).isEqualTo("Last-Event-ID");
    }

    private HttpResponse<Stream<String>> open(RunId run, String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/runs/" + run + "/events"))
                .header("Last-Event-ID", lastEventId)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    }
}
