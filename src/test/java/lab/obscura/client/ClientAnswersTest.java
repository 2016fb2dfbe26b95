package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.run.folder.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What else may answer, and what else may be sent. */
class ClientAnswersTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private InputStream in = InputStream.nullInputStream();
    private boolean isTerminal;
    private HttpServer service;
    private int asked;
    private int status = 200;
    private List<Then> then = List.of();

    /** What is answered behind the first question. */
    private record Then(int status, String answer) {}

    private String answer = "<html>Please log in</html>";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked++;
            exchange.getRequestBody().readAllBytes();
            var now = asked > 1 && asked - 2 < then.size() ? then.get(asked - 2) : new Then(status, answer);
            byte[] body = now.answer().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(now.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submit --preset=tiny",
                "submit --preset=tiny --dry-run",
                "study -",
                "list",
                "show a",
                "watch a",
                "cancel a",
                "rerun a",
                "download a",
                "compare a b",
                "board",
                "login"
            })
    void somethingElseInThePlaceOfTheServiceIsOneLine(String line) {
        in = new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(obscura(line)).isEqualTo(ExitCode.UNAVAILABLE);

        assertThat(errors()).contains("is no Obscura service").hasLineCount(1);
    }

    @Test
    void aRunWithoutAStateIsNotWatchedForEver() {
        answer = "{\"id\": \"a\", \"runs\": []}";

        assertThat(obscura("watch a")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(errors()).contains("no state that this program knows");
    }

    @Test
    void aWatchedRunOutlivesAServiceThatStartsAnew() {
        answer = "{\"id\": \"a\", \"state\": \"RUNNING\"}";
        then = List.of(
                new Then(503, "{\"detail\": \"The database is away\"}"),
                new Then(502, "<html>"),
                new Then(200, "{\"id\": \"a\", \"state\": \"SUCCEEDED\"}"));

        assertThat(obscura("watch a")).isEqualTo(ExitCode.SUCCEEDED);

        assertThat(errors()).isEqualTo("The database is away. Waiting for it\n");
        assertThat(said()).contains("running", "succeeded");
    }

    @Test
    void whatTheServiceHasAgainstAWatchedRunEndsTheWatch() {
        answer = "{\"id\": \"a\", \"state\": \"RUNNING\"}";
        then = List.of(new Then(404, "{\"detail\": \"There is no run a\"}"));

        assertThat(obscura("watch a")).isEqualTo(ExitCode.SETTINGS);

        assertThat(errors()).isEqualTo("There is no run a\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "logs a", "cancel a"})
    void whoSendsElsewhereIsNotTheService(String line) {
        status = 302;

        assertThat(obscura(line)).isEqualTo(ExitCode.UNAVAILABLE);

        assertThat(errors()).contains("sends elsewhere (302)", "--url").hasLineCount(1);
    }

    @Test
    void aTerminalIsNotSteeredByWhatOthersWrote() {
        isTerminal = true;
        answer = "first \u001b]0;title\u0007\nsecond \u009b31m \u202e\n";

        assertThat(obscura("logs a")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(said()).isEqualTo("first  ]0;title \nsecond  31m  \n");

        status = 404;
        answer = "{\"detail\": \"no \\u001b[31m run\"}";
        assertThat(obscura("show a")).isEqualTo(ExitCode.SETTINGS);
        assertThat(errors()).isEqualTo("no  [31m run\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing.json  | there is none of that name
            latin-1.json  | it is not UTF-8
            folder        | folder
            empty.json    | There is nothing in
            -             | There is nothing in standard input
            """)
    void whatCannotBeSentIsNamed(String file, String words) throws IOException {
        Files.write(folder.resolve("latin-1.json"), "{\"name\": \"größer\"}".getBytes(StandardCharsets.ISO_8859_1));
        Files.createFile(folder.resolve("empty.json"));
        Files.createDirectory(folder.resolve("folder"));

        assertThat(obscura("submit " + (file.equals("-") ? file : folder.resolve(file))))
                .isEqualTo(ExitCode.DATA);

        assertThat(errors()).contains(words).hasLineCount(1);
        assertThat(asked).isZero();
    }

    @Test
    void anInputWithoutAnEndIsNotWaitedFor() {
        in = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };

        assertThat(obscura("submit -")).isEqualTo(ExitCode.DATA);
        assertThat(errors()).contains("more than the 1 MB");
    }

    /** Java names a header that it refuses, with all that is in it. */
    @Test
    void aTokenThatIsNoneIsNotShown() throws IOException {
        answer = "{\"mode\": \"local\"}";
        in = new ByteArrayInputStream("obs_sécret".getBytes(StandardCharsets.UTF_8));

        assertThat(obscura("login")).isEqualTo(ExitCode.SETTINGS);
        assertThat(errors()).contains("This is no token").doesNotContain("cret");

        Files.writeString(folder.resolve("tokens"), url() + " obs_sécret\n");
        assertThat(folder.resolve("tokens").toFile().setReadable(false, false)).isTrue();
        assertThat(folder.resolve("tokens").toFile().setReadable(true, true)).isTrue();
        assertThat(obscura("list")).isEqualTo(ExitCode.SETTINGS);
        assertThat(errors()).contains("obscura login").doesNotContain("cret");
    }

    private String url() {
        return "http://localhost:" + service.getAddress().getPort();
    }

    private ExitCode obscura(String line) {
        out.reset();
        err.reset();
        String[] words = line.split(" ");
        ClientVerb verb = ClientVerb.of(words[0]).orElseThrow();
        Map<String, String> environment = Map.of(
                "OBSCURA_URL",
                url(),
                "OBSCURA_TOKEN_FILE",
                folder.resolve("tokens").toString());
        return new ClientCommand(
                        environment,
                        in,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        isTerminal)
                .run(verb, ClientCommand.read(verb, Arrays.copyOfRange(words, 1, words.length)));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
