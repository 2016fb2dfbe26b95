package lab.obscura.whole.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import lab.obscura.platform.TestPorts;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.Ends;

/** A provider of OpenID Connect that somebody else wrote, as a process of its own, with a page where people log in. */
final class OidcProvider implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int ANSWER_MILLIS = 10_000;

    private final Process process;
    private final int port;

    private OidcProvider(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it, and waits until it answers. */
    static OidcProvider start(Path folder) {
        try {
            int port = TestPorts.free();
            Path classes = Files.writeString(
                    folder.resolve("provider.txt"), "-cp \"" + System.getProperty("java.class.path") + "\"");
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            BriefJvm.OPTIONS,
                            "@" + classes,
                            "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("provider.log").toFile());
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            builder.environment().put("JSON_CONFIG", "{\"interactiveLogin\": true}");
            var provider = new OidcProvider(builder.start(), port);
            provider.awaitAnswer();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return "http://localhost:" + port + "/lab";
    }

    private void awaitAnswer() {
        Instant end = Instant.now().plus(LONGEST);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("The provider does not answer; provider.log says more");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean answers() {
        try {
            var connection = (HttpURLConnection) URI.create(issuer() + "/.well-known/openid-configuration")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        Ends.of(process);
    }
}
