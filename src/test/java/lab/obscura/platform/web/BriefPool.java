package lab.obscura.platform.web;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The patience of the service's own configuration with its database, in the place of that of the tests, until closed. */
final class BriefPool implements AutoCloseable {

    /** As in application.yml. */
    private static final int CONNECTION_MILLIS = 700;

    private static final int VALIDATION_MILLIS = 300;

    private final HikariConfigMXBean pool;
    private final long connection;
    private final long validation;

    BriefPool(DataSource service) throws SQLException {
        pool = service.unwrap(HikariDataSource.class);
        connection = pool.getConnectionTimeout();
        validation = pool.getValidationTimeout();
        pool.setValidationTimeout(VALIDATION_MILLIS);
        pool.setConnectionTimeout(CONNECTION_MILLIS);
    }

    @Override
    public void close() {
        pool.setConnectionTimeout(connection);
        pool.setValidationTimeout(validation);
    }
}
