package lab.obscura.worker;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what the data base announces about the queue, on a connection of its own, and rings. Polling covers what it misses. */
final class QueueListener implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);
    private static final int WAIT_MILLIS = 1000;

    private final DataSource dataSource;
    private final Runnable ring;
    private volatile boolean stopped;

    QueueListener(DataSource dataSource, Runnable ring) {
        this.dataSource = dataSource;
        this.ring = ring;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try (Connection connection = dataSource.getConnection();
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
            if (connection.getNotifications(WAIT_MILLIS).length > 0) {
                ring.run();
            }
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
