package lab.obscura.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Both configurations, with what people could put into a log. */
class PlainLogTest {

    private static final String FORGED =
            "name=a\n2026-11-28T03:00:00.000Z ERROR 1 --- forged=line\u001b[31m\u2028\u009b2J\r";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"logback-spring.xml", "logback-run.xml"})
    void oneEventIsOneLine(String configuration) throws JoranException {
        String written = written(configuration, "event=test {}", FORGED);

        assertThat(written.lines()).hasSize(1);
        assertThat(written).contains("forged=line").doesNotContain("\u001b[31m", "\u2028", "\u009b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logback-spring.xml", "logback-run.xml"})
    void aTraceHasPlainMessagesAllTheWayDown(String configuration) throws JoranException {
        var suppressed = new IllegalStateException("suppressed " + FORGED);
        var cause = new IllegalArgumentException("cause " + FORGED);
        cause.addSuppressed(suppressed);

        String written = written(configuration, "event=test", new IllegalStateException("top " + FORGED, cause));

        assertThat(written)
                .contains("top name=a", "cause name=a", "suppressed name=a")
                .doesNotContain("\u001b[31m");
        assertThat(written.lines().filter(line -> line.startsWith("2026-11-28T03:00:00")))
                .isEmpty();
        assertThat(written.lines().filter(line -> line.contains("\tat "))).hasSizeGreaterThan(3);
    }

    @Test
    void theFileIsWrittenTheSameWay() throws Exception {
        Path file = folder.resolve("service.log");

        written("logback-spring.xml", "event=test {}", FORGED, List.of("LOG_FILE=" + file));

        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(Files.readString(file)).contains("forged=line").doesNotContain("\u001b[31m");
    }

    @Test
    void structuredLinesAreJson() throws JoranException {
        String written =
                written("logback-spring.xml", "event=test {}", FORGED, List.of("CONSOLE_LOG_STRUCTURED_FORMAT=ecs"));

        assertThat(written.strip().lines()).hasSize(1);
        assertThat(JsonMapper.shared().readTree(written).at("/message").asString())
                .contains("event=test name=a", "forged=line");
    }

    private static String written(String configuration, String message, Object argument) throws JoranException {
        return written(configuration, message, argument, List.of());
    }

    private static String written(String configuration, String message, Object argument, List<String> properties)
            throws JoranException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var caught = new ByteArrayOutputStream();
        try (var stream = new PrintStream(new OfThisThread(caught, out), true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            System.setErr(stream);
            var context = new LoggerContext();
            context.setMDCAdapter(new LogbackMDCAdapter());
            context.putObject(Environment.class.getName(), new MockEnvironment());
            properties.forEach(property -> context.putProperty(property.split("=")[0], property.split("=")[1]));
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(PlainLogTest.class.getResource("/" + configuration));
            context.getLogger("lab.obscura.test").warn(message, argument);
            context.stop();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return caught.toString(StandardCharsets.UTF_8);
    }

    /** What other threads have to say meanwhile, those of services that earlier tests have left, goes where it would have gone. */
    private static final class OfThisThread extends OutputStream {

        private final Thread own = Thread.currentThread();
        private final OutputStream caught;
        private final OutputStream others;

        OfThisThread(OutputStream caught, OutputStream others) {
            this.caught = caught;
            this.others = others;
        }

        @Override
        public void write(int one) throws IOException {
            target().write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            target().write(bytes, from, count);
        }

        private OutputStream target() {
            return Thread.currentThread() == own ? caught : others;
        }
    }
}
