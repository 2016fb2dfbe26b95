package lab.obscura.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lab.obscura.platform.TestPostgres;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.Ends;

/** The command {@code worker} as a batch system starts it, in a process of its own. */
final class PilotProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private PilotProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param url of the database, directly or through a pool */
    static PilotProcess start(
            TestPostgres.Database database,
            String url,
            Path home,
            List<String> settings,
            Map<String, String> environment) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password()));
        all.addAll(settings);
        return start(home, all, environment);
    }

    /** @param settings among them the way to its queue */
    static PilotProcess start(Path home, List<String> settings, Map<String, String> environment) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                BriefJvm.OPTIONS,
                "lab.obscura.Obscura",
                "worker",
                "--obscura.home=" + home,
                "--obscura.worker.heap=256MB"));
        line.addAll(settings);
        Path log = home.resolve("pilot.log");
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().putAll(environment);
        try {
            return new PilotProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    void tellToEnd() {
        process.destroy();
    }

    /** Waits for its end. */
    int exitCode() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("The pilot is still there: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Ends.of(process);
    }
}
