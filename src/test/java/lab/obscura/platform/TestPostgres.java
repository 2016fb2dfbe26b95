package lab.obscura.platform;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The real PostgreSQL of all tests in this JVM: one server, a migrated data base of its own for each who asks. Nothing of it outlives
 * the JVM, so it does not wait for the disk.
 */
public final class TestPostgres {

    private static final String TEMPLATE = "migrated";
    private static EmbeddedPostgres server;
    private static int databases;

    private TestPostgres() {}

    /** What a data base is reached with. */
    public record Database(String url, String user, String password) {

        public DataSource dataSource() {
            var source = new PGSimpleDataSource();
            source.setUrl(url);
            source.setUser(user);
            source.setPassword(password);
            return source;
        }
    }

    /** A new data base with all tables, and nothing in them. */
    public static synchronized Database database() {
        if (server == null) {
            server = EmbeddedPostgres.start(
                    Path.of("target", "test-postgresql"), List.of("fsync=off", "synchronous_commit=off"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            migrateTemplate();
        }
        String name = "test_" + databases++;
        create(name, "template " + TEMPLATE);
        return at(name);
    }

    private static void migrateTemplate() {
        create(TEMPLATE, "");
        Flyway.configure().dataSource(at(TEMPLATE).dataSource()).load().migrate();
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
