package lab.obscura.execution.checkpoints;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lab.obscura.queue.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of all runs, as every host sees them. Without a store nothing is published and nothing fetched. */
public final class PublishedCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedCheckpoints.class);

    /** Checkpoints stay where they are written. */
    public static PublishedCheckpoints none() {
        return new PublishedCheckpoints(CheckpointStore.NONE, Duration.ZERO, Clock.systemUTC());
    }

    private final CheckpointStore store;
    private final Duration interval;
    private final Clock clock;

    /** @param interval between two states that an attempt publishes */
    PublishedCheckpoints(CheckpointStore store, Duration interval, Clock clock) {
        this.store = store;
        this.interval = interval;
        this.clock = clock;
    }

    /** Whether there is a store. */
    public boolean isOn() {
        return store != CheckpointStore.NONE;
    }

    /**
     * Those of an attempt that is about to begin.
     *
     * @param folder where the attempt reads and writes them
     */
    public CheckpointPublishing of(RunId run, int attempt, Path folder) {
        return new CheckpointPublishing(
                run, new AttemptCheckpoints(store, run, attempt, folder), isOn(), interval, clock);
    }

    /** Removes what a run has published; what cannot be removed is said in the log. */
    public void remove(RunId run) {
        if (isOn()) {
            try {
                store.list(run.toString()).forEach(store::delete);
            } catch (StoreException e) {
                LOG.warn("event=checkpoints-stay run={} cause=\"{}\"", run, e.getMessage());
            }
        }
    }
}
