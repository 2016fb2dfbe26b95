package lab.obscura.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The real PostgreSQL of all tests in this JVM: one server, a migrated database of its own for each who asks. Nothing of it outlives
 * the JVM, so it does not wait for the disk.
 */
public final class TestPostgres {

    /** Each of the JVMs that share the tests has a server of its own. */
    private static final Path FOLDER =
            Path.of("target", "test-postgresql-" + System.getProperty("obscura.test.jvm", "jvm-1"));

    private static final String TEMPLATE = "migrated";
    private static EmbeddedPostgres server;
    private static int databases;

    private TestPostgres() {}

    /** What a database is reached with. */
    public record Database(String url, String user, String password) {

        public DataSource dataSource() {
            var source = new PGSimpleDataSource();
            source.setUrl(url);
            source.setUser(user);
            source.setPassword(password);
            return source;
        }
    }

    /** A new database with all tables, and nothing in them. */
    public static synchronized Database database() {
        if (server == null) {
            server = EmbeddedPostgres.start(FOLDER, List.of("fsync=off", "synchronous_commit=off"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            migrateTemplate();
        }
        String name = "test_" + databases++;
        create(name, "template " + TEMPLATE);
        return at(name);
    }

    /** All that were handed out in this JVM. */
    public static synchronized List<Database> handedOut() {
        return IntStream.range(0, databases)
                .mapToObj(number -> at("test_" + number))
                .toList();
    }

    /** Puts PostgreSQL's programs where another server would have to unpack them first. */
    public static void programsInto(Path folder) {
        try {
            Path programs = PostgresBinaries.unpackedIn(FOLDER);
            Path place = folder.resolve(programs.getFileName());
            if (!Files.exists(place)) { // otherwise a server may run from there
                FileSystemUtils.copyRecursively(programs, place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void migrateTemplate() {
        create(TEMPLATE, "");
        Flyway.configure().dataSource(at(TEMPLATE).dataSource()).load().migrate();
    }

    /** Stops every process of the server where it stands, until closed: connections stay, and nothing answers. */
    public static Freeze freeze() {
        try {
            long pid = Long.parseLong(Files.readAllLines(FOLDER.resolve("data/postmaster.pid"))
                    .get(0)
                    .strip());
            return Freeze.of(ProcessHandle.of(pid).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processes that got SIGSTOP and will get SIGCONT. */
    public record Freeze(List<ProcessHandle> processes) implements AutoCloseable {

        /** The postmaster first: a connection that it accepted after its children were listed would go on answering. */
        static Freeze of(ProcessHandle postmaster) {
            signal("-STOP", List.of(postmaster));
            List<ProcessHandle> children = postmaster.descendants().toList();
            signal("-STOP", children);
            return new Freeze(
                    Stream.concat(Stream.of(postmaster), children.stream()).toList());
        }

        @Override
        public void close() {
            signal("-CONT", processes);
        }

        private static void signal(String signal, List<ProcessHandle> processes) {
            List<String> command = new ArrayList<>(List.of("kill", signal));
            processes.forEach(process -> command.add("" + process.pid()));
            try {
                new ProcessBuilder(command).start().waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void create(String name, String template) {
        var superuser = server.superuser();
        var jdbc = JdbcClient.create(
                new Database(server.url("postgres"), superuser.user(), superuser.password()).dataSource());
        jdbc.sql("drop database if exists " + name + " with (force)").update();
        jdbc.sql("create database " + name + " owner " + server.user() + " " + template)
                .update();
    }

    private static Database at(String name) {
        return new Database(server.url(name), server.user(), server.password());
    }
}
