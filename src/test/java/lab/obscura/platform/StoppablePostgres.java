package lab.obscura.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The built-in PostgreSQL of a service in another process, stopped and started again behind its back. */
public final class StoppablePostgres {

    private final Path data;
    private final PostgresTools tools;
    private String options = "";

    /** @param home the service's {@code obscura.home} */
    public StoppablePostgres(Path home) {
        Path directory = home.resolve("postgresql");
        this.data = directory.resolve("data");
        try {
            this.tools = new PostgresTools(PostgresBinaries.unpackedIn(directory), home.resolve("test-tools.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it at once: connections break, what was committed stays. */
    public void stop() {
        try {
            // The first word is the program, which pg_ctl knows; the first option names the folder, which it is told.
            options = Files.readString(data.resolve("postmaster.opts")).replaceFirst("^\\S+ \"-D\" \"\\S+\" ", "");
            tools.run("pg_ctl", "stop", "--pgdata=" + data, "--mode=immediate", "--wait");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL to the process that all others of the server come from. */
    public void kill() {
        ProcessHandle.of(Long.parseLong(postmaster())).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The id of that process; empty while there is none. */
    public String postmaster() {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid")).stream()
                    .findFirst()
                    .map(String::strip)
                    .orElse("");
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
    /** Starts it again where it was. */
    public void start() {
        try {
            tools.run(
                    "pg_ctl",
                    "start",
                    "--pgdata=" + data,
                    "--wait",
                    "--log=" + data.resolve("again.log"),
                    "--options=" + options.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
