package lab.obscura.execution.checkpoints;

/** A run has published checkpoints, and none of them is whole: to start from scratch is for people to decide. */
public final class DamagedCheckpointsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DamagedCheckpointsException(String message) {
        super(message);
    }
}
