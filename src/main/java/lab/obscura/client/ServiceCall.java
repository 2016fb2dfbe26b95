package lab.obscura.client;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks one service.
 *
 * @param url without a slash at the end
 * @param token empty where nobody is asked for one
 */
record ServiceCall(String url, String token) {

    static final String DEFAULT_URL = "http://localhost:8080";

    private static final int HIGHEST_PORT = 65_535;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();

    /** The service that {@code --url} or {@code OBSCURA_URL} names, with the token that is kept for it. */
    static ServiceCall of(Arguments arguments, Map<String, String> environment) {
        String url = address(arguments.option("url", environment.getOrDefault("OBSCURA_URL", DEFAULT_URL)));
        return new ServiceCall(url, TokenFile.of(environment).token(url).orElse(""));
    }

    /** Whether it looks like one; anything else would be shown by whoever refuses it as a header. */
    static boolean isToken(String text) {
        return text.matches("obs_[A-Za-z0-9_-]{20,100}");
    }

    /** Checked, and without slashes at its end. */
    static String address(String url) {
        if (!url.matches("https?://[^\\s?#@]+") || !isAddress(url)) {
            throw new IllegalArgumentException(
                    "--url must be the address of a service, a host and perhaps a port, was \"" + url + "\". Try --url="
                            + DEFAULT_URL);
        }
        return url.replaceFirst("/+$", "");
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && uri.getPort() <= HIGHEST_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Text of people as a part of an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What came back, whatever it says. */
    record Answer(int status, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JSON.readTree(body);
        }

        /** What is against it; empty where that is no document of the service. */
        Optional<String> detail() {
            try {
                return json().path("detail").asStringOpt().filter(detail -> !detail.isEmpty());
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }
    }

    /** @param body empty for none */
    Answer ask(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TO_ANSWER)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            if (!isToken(token)) {
                throw new NotDone(
                        ExitCode.SETTINGS, "What is kept for " + url + " is no token. obscura login keeps another");
            }
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new NotDone(
                    ExitCode.UNAVAILABLE,
                    "Nobody answers at " + url + ": " + e.getClass().getSimpleName()
                            + ". Start the service (obscura serve), or name another with --url or OBSCURA_URL");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDone(ExitCode.STOPPED, "Interrupted");
        }
    }

    /**
     * The answer, when it is one.
     *
     * @throws NotDone with what the service says against it
     */
    Answer done(String method, String path, String body) {
        Answer answer = ask(method, path, body);
        if (answer.status() >= 300) {
            throw refused(answer);
        }
        return answer;
    }

    JsonNode get(String path) {
        return json("GET", path, "");
    }

    /**
     * The document of the answer.
     *
     * @param body empty for none
     * @throws NotDone with what the service says against it, or when something else answers in its place
     */
    JsonNode json(String method, String path, String body) {
        Answer answer = done(method, path, body);
        try {
            return answer.json();
        } catch (JacksonException e) {
            throw new NotDone(ExitCode.UNAVAILABLE, "What answers at " + url + " is no Obscura service");
        }
    }

    private NotDone refused(Answer answer) {
        if (answer.status() < 400) {
            return new NotDone(
                    ExitCode.UNAVAILABLE,
                    "What answers at " + url + " sends elsewhere (" + answer.status()
                            + "). Name the service itself with --url or OBSCURA_URL, as with https:// in front");
        }
        String reason = answer.detail().orElse("The service at " + url + " answered " + answer.status());
        String wayOut = answer.status() == 401 ? ". obscura login keeps a token for " + url : "";
        return new NotDone(answer.status() < 500 ? ExitCode.SETTINGS : ExitCode.UNAVAILABLE, reason + wayOut);
    }
}
