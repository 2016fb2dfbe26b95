package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.TestPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer service;
    private String asked = "";
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void printsWhatWasComparedAndEndsWell() {
        answer = """
                {"ok": true, "checks": [
                  {"what": "pictures", "ok": true, "verdict": "OK", "detail": "48 pictures are as the run wrote them"},
                  {"what": "data", "ok": true, "verdict": "NOT_CHECKED", "detail": "no such data set here"}]}""";

        assertThat(verify("latest")).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(asked).isEqualTo("POST /api/v1/runs/latest/verify");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                ok: pictures: 48 pictures are as the run wrote them
                not checked: data: no such data set here
                Nothing differs
                """);
    }

    @Test
    void endsWithACodeOfItsOwnWhenSomethingDiffers() {
        answer = """
                {"ok": false, "checks": [{"what": "encoder", "ok": false, "verdict": "DIFFERS", "detail": "there is none"}]}""";

        assertThat(verify("latest")).isEqualTo(ExitCode.DIFFERS);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("differs: encoder: there is none");
    }

    @Test
    void saysWhatTheServiceRefuses() {
        status = 404;
        answer = "{\"detail\": \"No run has the id x/y\"}";

        assertThat(verify("x/y")).isEqualTo(ExitCode.SETTINGS);
        assertThat(asked).endsWith("/runs/x%2Fy/verify");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No run has the id x/y");
    }

    @Test
    void saysWhenNobodyOrSomethingElseAnswers() throws IOException {
        answer = "<html>";
        assertThat(verify("latest")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no Obscura service");

        assertThat(verifyWhereNobodyListens()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Nobody answers at")
                .contains("--url");
    }

    @Test
    void asksTheServiceThatTheVariableNames() {
        answer = "{\"ok\": true, \"checks\": []}";
        String url = "http://localhost:" + service.getAddress().getPort();

        ExitCode code = new VerifyCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("OBSCURA_TOKEN_FILE", "no-such-file", "OBSCURA_URL", url))
                .run(VerifyCommand.read(new String[] {"latest"}));

        assertThat(code).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(asked).isEqualTo("POST /api/v1/runs/latest/verify");
    }

    @Test
    void wantsOneRunAndAnAddress() {
        assertThatThrownBy(() -> VerifyCommand.read(new String[] {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("obscura verify latest");
        assertThatThrownBy(() -> VerifyCommand.read(new String[] {"latest", "--url=localhost"}))
                .hasMessageContaining("was \"localhost\"");
    }

    private ExitCode verifyWhereNobodyListens() throws IOException {
        try (Socket nobody = TestPorts.refusing()) {
            return verify("latest", nobody.getLocalPort());
        }
    }

    private ExitCode verify(String run) {
        return verify(run, service.getAddress().getPort());
    }

    private ExitCode verify(String run, int port) {
        String url = "http://localhost:" + port + "/";
        return new VerifyCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("OBSCURA_TOKEN_FILE", "no-such-file"))
                .run(VerifyCommand.read(new String[] {run, "--url=" + url}));
    }
}
