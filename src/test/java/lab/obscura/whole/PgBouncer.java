package lab.obscura.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.platform.TestPorts;
import lab.obscura.platform.TestPostgres;
import lab.obscura.platform.process.Ends;

/** Debian's PgBouncer in front of a database, with a pool of transactions. */
final class PgBouncer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final Process process;
    private final int port;
    private final String database;

    private PgBouncer(Process process, int port, String database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** @param sessions of the database that all clients share */
    static PgBouncer before(TestPostgres.Database database, Path folder, int sessions) {
        URI server = URI.create(database.url().substring("jdbc:".length()));
        String name = server.getPath().substring(1);
        int port = TestPorts.free();
        try {
            Files.createDirectories(folder);
            Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"), """
                    [databases]
                    %s = host=%s port=%d user=%s password=%s
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = transaction
                    default_pool_size = %d
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(
                    name, server.getHost(), server.getPort(), database.user(), database.password(), port, sessions));
            var command = new ArrayList<>(List.of(PROGRAM.toString(), configuration.toString()));
            if (System.getProperty("user.name").equals("root")) { // it refuses to run as root
                Stream.iterate(folder, path -> path != null && path.startsWith("/tmp/"), Path::getParent)
                        .forEach(path -> path.toFile().setExecutable(true, false));
                configuration.toFile().setReadable(true, false);
                command.addAll(1, List.of("-u", "nobody"));
            }
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                    .start();
            Patience.until("PgBouncer", Duration.ofSeconds(30), () -> answers(port));
            return new PgBouncer(process, port, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        Ends.of(process);
    }
}
