package lab.obscura.execution.datasets;

/** This node has no disk for a data set; another may have. The message says in words what is missing. */
public final class NoRoomException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoRoomException(String message) {
        super(message);
    }
}
