package lab.obscura.engine.data.images;

/** A data set that is missing, damaged or too small; the message says file, expectation and way out. */
public final class DataException extends RuntimeException {

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
