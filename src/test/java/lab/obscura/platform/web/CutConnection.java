package lab.obscura.platform.web;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import lab.obscura.platform.web.ApiClient.Answer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cuts the connection of a request where its transaction waits for a table: there it is in the middle of what it writes. */
public final class CutConnection {

    private static final String WAITING = """
             from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'relation'
            """;

    private CutConnection() {}

    /**
     * What the request was answered.
     *
     * @param lock as in {@code runs in share mode}: reading and row locks go on, writing waits
     */
    public static Answer where(DataSource database, String lock, Supplier<Answer> request) throws SQLException {
        JdbcClient jdbc = JdbcClient.create(database);
        CompletableFuture<Answer> cut;
        try (Connection other = database.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table " + lock);
            cut = CompletableFuture.supplyAsync(request);
            await().atMost(Duration.ofSeconds(60)).until(() -> count(jdbc, "count(*)") == 1);
            long terminated = count(jdbc, "count(pg_terminate_backend(pid))");
            other.rollback();
            if (terminated != 1) {
                throw new AssertionError(terminated + " connections were cut instead of one");
            }
        }
        return cut.join();
    }

    private static long count(JdbcClient jdbc, String what) {
        return jdbc.sql("select " + what + WAITING).query(Long.class).single();
    }
}
