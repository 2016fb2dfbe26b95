package lab.obscura.execution.datasets;

/** The service cannot be asked for data now; it is worth trying again. */
public final class DataAwayException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DataAwayException(String message) {
        super(message);
    }

    DataAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
