package lab.obscura.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.estimate.Resources;

/**
 * What a worker says of itself when it starts.
 *
 * @param process its number on the host
 * @param slots how many attempts it executes at once
 * @param offers what each slot has
 * @param version of the program
 * @param origin who started it, and until when
 */
public record WorkerInfo(
        WorkerId id, String host, long process, int slots, Resources offers, String version, Origin origin) {

    /** A worker that somebody started by hand. */
    public WorkerInfo(WorkerId id, String host, long process, int slots, Resources offers, String version) {
        this(id, host, process, slots, offers, version, Origin.BY_HAND);
    }

    /** The same whose slots have this at the moment. */
    public WorkerInfo offering(Resources now) {
        return new WorkerInfo(id, host, process, slots, now, version, origin);
    }

    /** As it appears in reasons. */
    public String name() {
        return host + ":" + process;
    }

    /**
     * Who started a worker.
     *
     * @param pilot whether it ends by itself when it has nothing to do
     * @param engine {@code slurm}, {@code kubernetes}; empty when a person did
     * @param job what it is called there
     * @param pool which settings it was started with; empty for none
     * @param endsAt when its batch system ends it; {@link Instant#MAX} for never
     */
    public record Origin(boolean pilot, String engine, String job, String pool, Instant endsAt) {

        /** A person started it, and only a person ends it. */
        public static final Origin BY_HAND = new Origin(false, "", "", "", Instant.MAX);

        public boolean ends() {
            return !endsAt.equals(Instant.MAX);
        }
    }

    /**
     * What holds of a worker at the moment of a claim.
     *
     * @param secondsLeft until it must end; infinite for never
     * @param worthwhile seconds that are enough for a run which will not be finished then, but resumed by somebody; infinite where nobody
     *     else could, because nobody else sees the checkpoints
     * @param datasets ids of those that it can read; empty when it does not say
     * @param tooLarge ids of those that it may never hold, because they are larger than it may fetch
     */
    public record Prospect(
            double secondsLeft, double worthwhile, Optional<List<String>> datasets, List<String> tooLarge) {

        /** For ever, with whatever data. */
        public static final Prospect ENDLESS = new Prospect(Double.POSITIVE_INFINITY, 0, Optional.empty());

        public Prospect {
            datasets = datasets.map(List::copyOf);
            tooLarge = List.copyOf(tooLarge);
        }

        /** Nothing is too large. */
        public Prospect(double secondsLeft, double worthwhile, Optional<List<String>> datasets) {
            this(secondsLeft, worthwhile, datasets, List.of());
        }
    }
}
