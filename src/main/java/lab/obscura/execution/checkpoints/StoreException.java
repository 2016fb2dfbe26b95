package lab.obscura.execution.checkpoints;

/** The store of checkpoints cannot be reached, or refuses what is asked of it. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
