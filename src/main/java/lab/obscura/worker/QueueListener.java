package lab.obscura.worker;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.sql.DataSource;
import lab.obscura.platform.OwnConnections;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what the data base announces about the queue, on a connection of its own. Polling and heartbeats cover what it misses. */
final class QueueListener implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);
    private static final int WAIT_MILLIS = 1000;

    private final OwnConnections connections;
    private final Consumer<String> heard;
    private volatile boolean stopped;

    QueueListener(OwnConnections connections, Consumer<String> heard) {
        this.connections = connections;
        this.heard = heard;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try (var source = connections.one("obscura-listener")) {
            listen(source);
        }
    }

    private void listen(DataSource source) {
        while (!stopped) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen obscura_queue");
                hear(connection.unwrap(PGConnection.class));
                statement.execute("unlisten *");
            } catch (SQLException e) {
                LOG.debug("event=listen-again cause={}", e.getMessage());
                if (!paused()) {
                    return;
                }
            }
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

    private static boolean paused() {
        try {
            Thread.sleep(WAIT_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
