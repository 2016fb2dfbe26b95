package lab.obscura.execution.checkpoints;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.obscura.queue.Claim;
import lab.obscura.queue.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of all runs, as every host sees them. A host that publishes nothing still finds what workers elsewhere have handed over
 * to the service.
 */
public final class PublishedCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedCheckpoints.class);

    /** Checkpoints stay where they are written. */
    public static PublishedCheckpoints none() {
        return new PublishedCheckpoints(CheckpointStore.NONE, false, Duration.ZERO, Clock.systemUTC());
    }

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final CheckpointStore store;
    private final boolean publishes;
    private final Duration interval;
    private final Clock clock;

    /**
     * @param publishes whether attempts of this host do
     * @param interval between two states that an attempt publishes
     */
    PublishedCheckpoints(CheckpointStore store, boolean publishes, Duration interval, Clock clock) {
        this.store = store;
        this.publishes = publishes;
        this.interval = interval;
        this.clock = clock;
    }

    /** Whether attempts of this host publish. */
    public boolean isOn() {
        return publishes;
    }

    /**
     * Those of an attempt that is about to begin.
     *
     * @param folder where the attempt reads and writes them
     */
    public CheckpointPublishing of(Claim claim, Path folder) {
        var checkpoints = new AttemptCheckpoints(store.under(claim.fence()), claim.run(), claim.attempt(), folder);
        return new CheckpointPublishing(claim.run(), checkpoints, isOn(), interval, clock);
    }

    /** What is wrong with the store as this host sees it, in words; empty when a file could be written and removed. */
    public Optional<String> problem() {
        if (!isOn()) {
            return Optional.empty();
        }
        try {
            store.probe();
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of("checkpoints: " + e.getMessage()
                    + ". Correct the settings under obscura.checkpoint or what this user may there");
        }
    }

    /**
     * The runs of which something is published.
     *
     * @throws StoreException when the store cannot be asked
     */
    public Set<RunId> runs() {
        return store.runs().stream()
                .filter(name -> UUID_FORM.matcher(name).matches())
                .map(name -> new RunId(UUID.fromString(name)))
                .collect(Collectors.toSet());
    }

    /**
     * What all of them take in the store; a store with a thousand runs answers in seconds.
     *
     * @throws StoreException when the store cannot be asked
     */
    public long bytes() {
        return store.bytes();
    }

    /** Removes what a run has published; what cannot be removed is said in the log. */
    public void remove(RunId run) {
        remove(store, run);
    }

    /** The same for whoever executed it. */
    public void remove(Claim claim) {
        remove(store.under(claim.fence()), claim.run());
    }

    private static void remove(CheckpointStore from, RunId run) {
        try {
            from.deleteAll(run.toString());
        } catch (StoreException e) {
            LOG.warn("event=checkpoints-stay run={} cause=\"{}\"", run, e.getMessage());
        }
    }
}
