package lab.obscura.client;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.Arguments;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code obscura verify RUN [--url=ADDRESS]}: lets a service check a finished run again, and prints what it found. */
public final class VerifyCommand {

    private static final String DEFAULT_URL = "http://localhost:8080";
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    /**
     * @param out for what was found
     * @param err for why nothing was
     * @param environment variables of the process: they say where tokens are kept
     */
    public VerifyCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
    }

    /** What the command line may name. */
    public static Arguments read(String[] arguments) {
        Arguments read = Arguments.read(arguments, Set.of("url"));
        if (read.words().size() != 1) {
            throw new IllegalArgumentException("verify needs one run, as in: obscura verify latest");
        }
        String url = read.option("url", DEFAULT_URL);
        if (!url.matches("https?://[^\\s?#]+")) {
            throw new IllegalArgumentException(
                    "--url must be the address of a service, was \"" + url + "\". Try --url=" + DEFAULT_URL);
        }
        return read;
    }

    /** Returns the code that the process shall end with: {@link ExitCode#DIFFERS} when something is not what it was. */
    public ExitCode run(Arguments arguments) {
        String url = arguments.option("url", DEFAULT_URL).replaceFirst("/+$", "");
        String run = URLEncoder.encode(arguments.words().get(0), StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/runs/" + run + "/verify"))
                .timeout(TO_ANSWER)
                .POST(HttpRequest.BodyPublishers.noBody());
        TokenFile.of(environment).token(url).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        try {
            var client = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? print(JSON.readTree(answer.body())) : refused(answer);
        } catch (IOException e) {
            err.println("Nobody answers at " + url + ": " + e.getClass().getSimpleName()
                    + ". Start the service (obscura serve), or name another with --url=" + DEFAULT_URL);
            return ExitCode.UNAVAILABLE;
        } catch (JacksonException e) {
            err.println("What answers at " + url + " is no Obscura service");
            return ExitCode.UNAVAILABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.STOPPED;
        }
    }

    private ExitCode print(JsonNode found) {
        for (JsonNode check : found.get("checks")) {
            String verdict =
                    check.get("verdict").asString().toLowerCase(Locale.ROOT).replace('_', ' ');
            out.println(verdict + ": " + check.get("what").asString() + ": "
                    + check.get("detail").asString());
        }
        boolean isOk = found.get("ok").asBoolean();
        out.println(isOk ? "Nothing differs" : "Something differs");
        return isOk ? ExitCode.SUCCEEDED : ExitCode.DIFFERS;
    }

    private ExitCode refused(HttpResponse<String> answer) {
        JsonNode detail = JSON.readTree(answer.body()).path("detail");
        err.println(detail.isMissingNode() ? "The service answered " + answer.statusCode() : detail.asString());
        return answer.statusCode() < 500 ? ExitCode.SETTINGS : ExitCode.UNAVAILABLE;
    }
}
