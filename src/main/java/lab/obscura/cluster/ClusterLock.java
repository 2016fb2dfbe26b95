package lab.obscura.cluster;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import lab.obscura.platform.OwnConnections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which one of several services scales: the one that holds a lock of the database. It belongs to a connection of its own, so it is free the
 * moment that service is gone; a pool of transactions in between would not do.
 */
final class ClusterLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterLock.class);
    private static final String TRY = "select pg_try_advisory_lock(hashtextextended('obscura cluster', 0))";
    private static final String IS_HELD = "select count(*) > 0 from pg_locks where locktype = 'advisory' and granted"
            + " and pid = pg_backend_pid() and database = (select oid from pg_database where datname = current_database())";

    private final HikariDataSource source;
    private Connection connection;

    ClusterLock(OwnConnections connections) {
        this.source = connections.one("obscura-cluster");
    }

    /** Whether this service is the one, asked of the database every time. */
    boolean isOurs() throws SQLException {
        try {
            if (connection == null) {
                connection = source.getConnection();
            }
            return says(IS_HELD) || says(TRY);
        } catch (SQLException e) {
            release();
            throw e;
        }
    }

    private boolean says(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** A connection that goes back into its pool would keep the lock. */
    private void release() {
        if (connection != null) {
            try {
                source.evictConnection(connection);
                connection.close();
            } catch (SQLException e) {
                LOG.debug("event=cluster-lock-gone cause={}", e.getMessage());
            }
            connection = null;
        }
    }

    @Override
    public void close() {
        release();
        source.close();
    }
}
