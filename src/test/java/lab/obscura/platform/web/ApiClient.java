package lab.obscura.platform.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the service as anybody would: a data set that is still being read is waited for as the answer says. */
public final class ApiClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int ATTEMPTS = 120;

    /** For a whole answer. The client's own limit ends with the headers, and an event stream may never end after them. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    public ApiClient(int port) {
        this.port = port;
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        boolean isTooEarly() {
            return status() == 503 && text().contains("/errors/dataset-being-read");
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** The text at a JSON pointer, as in {@code /fields/0/path}. */
        public String at(String pointer) {
            return json().at(pointer).asString();
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, BodyPublishers.ofString(json), withType(headers));
    }

    /** As a careful program does it: again while the service says that it cannot just now, which it does after five seconds of waiting. */
    public Answer postAtLast(String path, String json, String... headers) {
        Answer answer = post(path, json, headers);
        while (answer.status() == 503) {
            answer = post(path, json, headers);
        }
        return answer;
    }

    /** The same without saying beforehand how long the body is. */
    public Answer postChunked(String path, byte[] body) {
        return send("POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), withType());
    }

    public Answer patch(String path, String json, String... headers) {
        return send("PATCH", path, BodyPublishers.ofString(json), withType(headers));
    }

    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            Answer answer = once(request.build());
            for (int attempt = 1; answer.isTooEarly() && attempt < ATTEMPTS; attempt++) {
                Thread.sleep(1_000 * Long.parseLong(answer.header("Retry-After").orElseThrow()));
                answer = once(request.build());
            }
            return answer;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer once(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return new Answer(answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw new IOException(request.method() + " " + request.uri(), e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("No whole answer in " + LONGEST + ": " + request.method() + " " + request.uri(), e);
        }
    }

    private static String[] withType(String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return all;
    }
}
