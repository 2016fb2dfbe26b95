package lab.obscura.execution.datasets;

/** A run cannot have its data, now or later; the message says why in words for its submitter. */
public final class DataRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DataRefusedException(String message) {
        super(message);
    }
}
