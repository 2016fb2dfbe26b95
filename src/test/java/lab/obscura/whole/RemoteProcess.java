package lab.obscura.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.Ends;

/** The command {@code worker} with the address of a service and nothing else, in a process of its own. */
record RemoteProcess(Process process, Path home) implements AutoCloseable {

    /** @param port of the service, which runs without accounts */
    static RemoteProcess start(Path home, int port) {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                BriefJvm.OPTIONS,
                "lab.obscura.Obscura",
                "worker",
                "--obscura.worker.server=http://localhost:" + port,
                "--obscura.home=" + home,
                "--obscura.data.directory=" + home.resolve("none"),
                "--obscura.checkpoint.interval=1s",
                "--obscura.worker.exit-when-idle=10m",
                "--obscura.worker.lease=4s",
                "--obscura.worker.heartbeat=400ms",
                "--obscura.worker.poll=500ms",
                "--obscura.worker.heap=256MB");
        try {
            Files.createDirectories(home);
            var builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("worker.log").toFile());
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            builder.environment().put("OMP_NUM_THREADS", "1");
            return new RemoteProcess(builder.start(), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    String log() {
        try {
            return Files.readString(home.resolve("worker.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, its attempts too: it can say nothing any more. */
    @Override
    public void close() {
        Ends.of(process);
    }
}
