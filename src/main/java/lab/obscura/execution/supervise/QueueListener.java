package lab.obscura.execution.supervise;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.sql.DataSource;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.OwnConnections;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.dao.DataAccessResourceFailureException;

/** Hears what the database announces about the queue, on a connection of its own. Polling and heartbeats cover what it misses. */
final class QueueListener implements Runnable {

    private static final int WAIT_MILLIS = 1000;

    private final OwnConnections connections;
    private final Consumer<String> heard;
    private final EndlessLoop loop;
    private volatile boolean stopped;

    QueueListener(OwnConnections connections, Consumer<String> heard, EndlessLoop loop) {
        this.connections = connections;
        this.heard = heard;
        this.loop = loop;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try (var source = connections.one("obscura-listener")) {
            while (!stopped) {
                if (!loop.survives(() -> listen(source))) {
                    Thread.sleep(WAIT_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen obscura_queue");
            hear(connection.unwrap(PGConnection.class));
            statement.execute("unlisten *");
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("It cannot be heard: " + e.getMessage(), e);
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        while (!stopped) {
            Arrays.stream(connection.getNotifications(WAIT_MILLIS))
                    .map(PGNotification::getParameter)
                    .distinct()
                    .forEach(heard);
        }
    }
}
