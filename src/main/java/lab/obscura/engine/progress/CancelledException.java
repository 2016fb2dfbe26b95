package lab.obscura.engine.progress;

/** The run was asked to stop and has stopped. */
public final class CancelledException extends RuntimeException {

    public CancelledException() {
        super("Cancelled on request");
    }
}
