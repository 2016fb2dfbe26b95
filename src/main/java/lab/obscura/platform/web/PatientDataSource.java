package lab.obscura.platform.web;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Who waits for an answer over HTTP waits a few seconds for the database, not the minute that a worker does: a server that is frozen,
 * or a lock that nobody gives back, ends a request with a sentence while its reader is still there. The pool undoes it when it gets the
 * connection back.
 */
final class PatientDataSource extends DelegatingDataSource {

    /** With the second that the pool may take to find a living connection this is the five seconds that a request may take. */
    private static final int LONGEST_MILLIS = 4000;

    private PatientDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        if (RequestContextHolder.getRequestAttributes() != null) {
            // PostgreSQL's driver sets its socket at once, so there is nothing to execute later.
            connection.setNetworkTimeout(Runnable::run, LONGEST_MILLIS);
        }
        return connection;
    }

    /** Puts it before the pool. */
    @Component
    static final class BeforeThePool implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource pool ? new PatientDataSource(pool) : bean;
        }
    }
}
