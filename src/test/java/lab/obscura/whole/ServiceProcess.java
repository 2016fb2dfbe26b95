package lab.obscura.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lab.obscura.platform.TestPorts;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.Ends;
import lab.obscura.platform.web.ApiClient;

/** The service in a process of its own, with its built-in PostgreSQL. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    private final Process process;
    private final Path home;
    private final ApiClient api;
    private final Duration start;

    private ServiceProcess(Process process, Path home, int port) {
        this.process = process;
        this.home = home;
        this.api = new ApiClient(port);
        this.start = Patience.until("the service", LONGEST_START, this::isReady);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param program main class, and its command
     */
    static ServiceProcess start(Path home, List<String> program, List<String> settings) {
        int port = TestPorts.free();
        FurnishedHome.at(home);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", BriefJvm.OPTIONS));
        line.addAll(program);
        line.addAll(List.of(
                "--server.port=" + port,
                "--obscura.home=" + home,
                "--obscura.worker.heap=256MB",
                "--obscura.worker.lease=4s",
                "--obscura.worker.heartbeat=400ms"));
        line.addAll(settings);
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("service.log").toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            Process process = builder.start();
            try {
                return new ServiceProcess(process, home, port);
            } catch (AssertionError notReady) {
                Ends.of(process);
                throw notReady;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ApiClient api() {
        return api;
    }

    /** From the start of the process to its readiness. */
    Duration startTook() {
        return start;
    }

    /** SIGKILL: its PostgreSQL stays behind. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("The service ended with code " + process.exitValue() + ": " + lastWords());
        }
        try {
            return api.get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private String lastWords() {
        try {
            List<String> log = Files.readAllLines(home.resolve("service.log"));
            return String.join("\n", log.subList(Math.max(0, log.size() - 20), log.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In good order: its PostgreSQL ends, too. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }
}
