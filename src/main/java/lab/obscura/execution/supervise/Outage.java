package lab.obscura.execution.supervise;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionException;

/** Tells a database that is away from a statement that it refuses. */
final class Outage {

    private Outage() {}

    static boolean is(RuntimeException problem) {
        return problem instanceof DataAccessResourceFailureException
                || problem instanceof CannotGetJdbcConnectionException
                || problem instanceof TransientDataAccessException
                || problem instanceof TransactionException;
    }
}
