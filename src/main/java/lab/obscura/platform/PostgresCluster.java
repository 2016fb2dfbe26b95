package lab.obscura.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.start.StartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The data of a PostgreSQL in a folder, and the server that works on them: made, started, found again, stopped. */
final class PostgresCluster {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);

    private final Path directory;
    private final Path data;
    private final PostgresTools tools;

    /** @param directory holds the folder {@code data} and the server's log */
    PostgresCluster(Path directory, PostgresTools tools) {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.tools = tools;
    }

    /** Makes the cluster when there is none, refuses one of another version, ends a server that was left. */
    void prepare(Secret superuser) throws IOException {
        if (!Files.isDirectory(data)) {
            create(superuser);
        }
        String expected = tools.run("postgres", "--version").replaceAll("\\D*(\\d+).*", "$1");
        String found = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!found.equals(expected)) {
            throw new StartException(
                    ExitCode.UNAVAILABLE,
                    String.format(
                            Locale.ROOT,
                            "The data in %s were written by PostgreSQL %s, this program brings %s. Dump them with the program "
                                    + "that wrote them, move the folder away and restore the dump; or set spring.datasource.url",
                            data,
                            found,
                            expected));
        }
        endLeftover();
    }

    private void create(Secret superuser) throws IOException {
        superuser.renew();
        Path partial = directory.resolve("data.partial");
        FileSystemUtils.deleteRecursively(partial);
        tools.run(
                "initdb",
                "--pgdata=" + partial,
                "--username=" + superuser.user(),
                "--auth=scram-sha-256",
                "--pwfile=" + superuser.file(),
                "--encoding=UTF8",
                "--locale=C");
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends the server of a service that was killed, and removes what a dead server left. */
    private void endLeftover() throws IOException {
        if (isRunning()) {
            LOG.info("event=postgres-leftover-stopped directory={}", data);
            stop();
        }
        Files.deleteIfExists(pidFile());
    }

    /** Starts the server again that has died; processes of it may still be leaving, then another try is worth it. */
    void relaunch(int port, List<String> settings) throws IOException {
        endLeftover();
        launch(port, settings);
    }

    void launch(int port, List<String> settings) throws IOException {
        StringBuilder options =
                new StringBuilder("-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        settings.forEach(setting -> options.append(" -c ").append(setting));
        Path log = directory.resolve("server.log");
        try {
            tools.run("pg_ctl", "start", "--pgdata=" + data, "--wait", "--log=" + log, "--options=" + options);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; see " + log, e);
        }
    }

    void stop() throws IOException {
        tools.run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait");
    }

    /** Whether there is a server on these data: what the pid file names may long be another program. */
    boolean isRunning() throws IOException {
        try {
            String pid = Files.readAllLines(pidFile()).get(0).strip();
            String command = Files.readString(Path.of("/proc", pid, "cmdline"));
            return command.contains("postgres") && command.contains(data.toString());
        } catch (NoSuchFileException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }
}
