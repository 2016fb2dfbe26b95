package lab.obscura.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.supervise.BriefAttempts;
import lab.obscura.execution.supervise.WorkerProcessMain;
import lab.obscura.platform.TestPostgres;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.Ends;

/** A worker in a process of its own, to be killed, stopped and continued. */
final class WorkerProcess implements AutoCloseable {

    /** Short, so that a test need not wait long for a rescue. */
    static final Duration LEASE = Duration.ofSeconds(4);

    /** Attempts that are processes, but compute nothing. */
    static final String FAKE_CHILD = String.join(" ", FakeChild.PROGRAM);

    /** Attempts that are the real ones. */
    static final String REAL_CHILD = String.join(" ", BriefAttempts.PROGRAM);

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /** @param program of the attempts; empty for attempts in threads */
    static WorkerProcess start(TestPostgres.Database database, Path home, String name, int slots, String program) {
        return start(home, name, slots, program, LEASE, way(database));
    }

    /** One that loses no run when the machine stands still for some seconds: nobody waits for a rescue. */
    static WorkerProcess keeping(TestPostgres.Database database, Path home, String name, int slots, String program) {
        return start(home, name, slots, program, Duration.ofMinutes(1), way(database));
    }

    private static List<String> way(TestPostgres.Database database) {
        return List.of("--url=" + database.url(), "--user=" + database.user(), "--password=" + database.password());
    }
    /** One that reaches its queue through a service; its attempts are threads. */
    static WorkerProcess remote(URI server, Path home, String name, int slots) {
        return start(home, name, slots, "", LEASE, List.of("--server=" + server));
    }

    private static WorkerProcess start(
            Path home, String name, int slots, String program, Duration lease, List<String> way) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                BriefJvm.OPTIONS,
                WorkerProcessMain.class.getName(),
                "--home=" + home,
                "--name=" + name,
                "--slots=" + slots,
                "--lease=" + lease.toMillis() + "ms",
                "--heartbeat=400ms",
                "--program=" + program));
        line.addAll(way);
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve(name + ".log").toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("OMP_NUM_THREADS", "1");
        try {
            return new WorkerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL: it can say nothing any more. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void pause() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    /** The processes of its attempts. */
    Stream<ProcessHandle> children() {
        return process.children();
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Ends.of(process);
    }
}
