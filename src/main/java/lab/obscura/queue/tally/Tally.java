package lab.obscura.queue.tally;

import java.util.Locale;

/** What is counted. */
public enum Tally {
    /** A worker took a run. */
    CLAIMS,
    /** An attempt ended; its label says how. */
    ATTEMPTS,
    /** A worker's write was refused, because the run is somebody else's by now. */
    FENCE_REFUSALS,
    /** A run was taken from a worker of which nothing was heard. */
    RESCUES;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
