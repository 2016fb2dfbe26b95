package lab.obscura.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.start.ProgramVersion;
import lab.obscura.queue.QueueFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of a worker that no worker sends: each is a mistake of its sender, and none of the service. */
class OddCallsPostgresTest {

    private static QueueFixture queue;
    private static RemoteService service;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void startService(@TempDir Path home) {
        queue = new QueueFixture();
        service = RemoteService.on(queue.database, home);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "register",
                "remove",
                "tell",
                "claim",
                "heartbeat",
                "append",
                "used",
                "show",
                "curves",
                "succeed",
                "end",
                "known"
            })
    void aCallThatLacksSomethingIsRefused(String call) throws Exception {
        assertThat(post(call, "{}")).contains("400", "no call of a worker");
        assertThat(post(call, "null")).contains("400");
        assertThat(post(call, "[]")).contains("400");
        assertThat(post(call, "{\"worker\": null, \"claim\": null, \"run\": null, \"runs\": null, \"pilot\": null}"))
                .contains("400");
        assertThat(post(call, "{\"claim\": {}, \"worker\": {}, \"lease\": \"PT30S\"}"))
                .contains("400");
    }

    @Test
    void aFileThatComesTwiceIsThereOnce() throws Exception {
        String upload = "uploads/" + UUID.randomUUID();

        assertThat(put(upload)).isEqualTo(204);
        assertThat(put(upload)).isEqualTo(204);
    }

    private String post(String call, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                to(call).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private int put(String call) throws IOException, InterruptedException {
        HttpRequest request = to(call).header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofString("bytes"))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest.Builder to(String call) {
        return HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/worker/" + call))
                .header(ServiceClient.VERSION_HEADER, ProgramVersion.text());
    }
}
