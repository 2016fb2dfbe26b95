package lab.obscura.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.start.StartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL under a folder of ours, reachable from this machine only and with passwords of its own. It survives the death of
 * this process: the next start finds what was left, shuts it down and continues with the same data.
 *
 * <pre>
 * lock              held while a service uses the folder
 * programs-HASH     PostgreSQL, unpacked
 * password          of the superuser obscura, readable by the owner only; used to make the other one
 * service-password  of the user obscura_service, as whom the service works
 * data              the cluster
 * server.log, tools.log
 * </pre>
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "postgres";
    private static final int ATTEMPTS = 3;

    private final FolderLock lock;
    private final PostgresCluster cluster;
    private final Secret superuser;
    private final Secret service;
    private final List<String> settings;
    private int port;

    private EmbeddedPostgres(Path directory, FolderLock lock, PostgresTools tools, List<String> settings) {
        this.lock = lock;
        this.cluster = new PostgresCluster(directory, tools);
        this.superuser = new Secret("obscura", directory.resolve("password"));
        this.service = new Secret("obscura_service", directory.resolve("service-password"));
        this.settings = List.copyOf(settings);
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
                var tools = new PostgresTools(programs, directory.resolve("tools.log"));
                var server = new EmbeddedPostgres(directory, lock, tools, settings);
                server.cluster.prepare(server.superuser);
                server.launch();
                return server;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.UNAVAILABLE,
                    "PostgreSQL could not be started in " + directory + ": " + e.getMessage()
                            + ". Mend that, or set spring.datasource.url to a PostgreSQL of your own",
                    e);
        }
    }

    private void launch() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            try {
                cluster.launch(port, settings);
                break;
            } catch (IOException e) {
                // The port may have been taken in between, or processes of a killed server may still be leaving.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
        try {
            PostgresRoles.prepare(url(DATABASE), superuser, service);
        } catch (IOException e) {
            cluster.stop();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    boolean isRunning() throws IOException {
        return cluster.isRunning();
    }

    /** Starts the server that has died where it was, so that who knows its address finds it again. */
    void relaunch() throws IOException {
        cluster.relaunch(port, settings);
    }

    /** The JDBC address of the service's database. */
    public String url() {
        return url(DATABASE);
    }

    /** The JDBC address of a database on this server. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String user() {
        return service.user();
    }

    public String password() {
        return service.password();
    }

    /** Who may do everything. */
    Secret superuser() {
        return superuser;
    }

    /** Stops the server; open connections are closed. */
    @Override
    public void close() {
        try (lock) {
            cluster.stop();
        } catch (IOException e) {
            LOG.warn("event=postgres-stop-failed cause=\"{}\"", e.getMessage());
        }
    }
}
