package lab.obscura.execution.remote;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The service does not let this worker in: its token or the version of its program is wrong. At the start that is the end; later it is waited for, as for
 * a service that is away, because the operator may put a new token into the file.
 */
public final class NotAdmitted extends DataAccessResourceFailureException {

    /** @param detail a sentence for people */
    NotAdmitted(String detail) {
        super(detail);
    }
}
