package lab.obscura.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL under a folder of ours, reachable from this machine only and with a password of its own. It survives the death of
 * this process: the next start finds what was left, ends it in good order and goes on with the same data.
 *
 * <pre>
 * lock           held while a service uses the folder
 * programs-HASH  PostgreSQL, unpacked
 * password       of the user obscura, readable by the owner only
 * data           the cluster
 * server.log, tools.log
 * </pre>
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "obscura";
    private static final int ATTEMPTS = 3;

    private final Path directory;
    private final Path data;
    private final FolderLock lock;
    private final PostgresTools tools;
    private int port;

    private EmbeddedPostgres(Path directory, FolderLock lock, PostgresTools tools) {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.lock = lock;
        this.tools = tools;
    }

    /**
     * Starts the server in a folder, which is made when it is missing.
     *
     * @param settings more settings of the server, as in {@code fsync=off}
     */
    public static EmbeddedPostgres start(Path folder, List<String> settings) {
        Path directory = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
            FolderLock lock = FolderLock.take(directory.resolve("lock"));
            try {
                Path programs = PostgresBinaries.unpackedIn(directory);
                var server = new EmbeddedPostgres(
                        directory, lock, new PostgresTools(programs, directory.resolve("tools.log")));
                server.prepare();
                server.launch(settings);
                return server;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started in " + directory, e);
        }
    }

    private void prepare() throws IOException {
        if (!Files.isDirectory(data)) {
            create();
        }
        String expected = tools.run("postgres", "--version").replaceAll("\\D*(\\d+).*", "$1");
        String found = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!found.equals(expected)) {
            throw new IOException(
                    ("The data in %s were written by PostgreSQL %s, this program brings %s. Dump them with the program "
                                    + "that wrote them, move the folder away and restore the dump; or set spring.datasource.url")
                            .formatted(data, found, expected));
        }
        endLeftover();
    }

    private void create() throws IOException {
        Path password = directory.resolve("password");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(password, HexFormat.of().formatHex(random));
        Path partial = directory.resolve("data.partial");
        FileSystemUtils.deleteRecursively(partial);
        tools.run(
                "initdb",
                "--pgdata=" + partial,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C");
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends the server of a service that was killed. */
    private void endLeftover() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        if (isOurServer(Files.readAllLines(pidFile).get(0).strip())) {
            LOG.info("event=postgres-leftover-stopped directory={}", data);
            tools.run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait");
        }
        Files.deleteIfExists(pidFile);
    }

    private boolean isOurServer(String pid) throws IOException {
        Path commandLine = Path.of("/proc", pid, "cmdline");
        try {
            String command = Files.readString(commandLine);
            return command.contains("postgres") && command.contains(data.toString());
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        }
    }

    private void launch(List<String> settings) throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            StringBuilder options =
                    new StringBuilder("-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
            settings.forEach(setting -> options.append(" -c ").append(setting));
            try {
                tools.run(
                        "pg_ctl",
                        "start",
                        "--pgdata=" + data,
                        "--wait",
                        "--log=" + directory.resolve("server.log"),
                        "--options=" + options);
                return;
            } catch (IOException e) {
                // The port may have been taken in between, or processes of a killed server may still be leaving.
                if (attempt == ATTEMPTS) {
                    throw new IOException(e.getMessage() + "; see " + directory.resolve("server.log"), e);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The JDBC address of a data base on this server. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String user() {
        return USER;
    }

    public String password() {
        try {
            return Files.readString(directory.resolve("password"));
        } catch (IOException e) {
            throw new UncheckedIOException("The password of the data base cannot be read", e);
        }
    }

    /** Stops the server; open connections are closed. */
    @Override
    public void close() {
        try (lock) {
            tools.run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait");
        } catch (IOException e) {
            LOG.warn("event=postgres-stop-failed directory={} cause={}", data, e.getMessage());
        }
    }
}
