package lab.obscura.queue;

import java.util.List;
import java.util.OptionalLong;
import lab.obscura.account.Actor;
import lab.obscura.engine.estimate.Resources;

/**
 * A run to be queued.
 *
 * @param submitter who asked for it; the queue shares the slots among submitters
 * @param needs which workers may take it
 * @param forecast how long it takes and what it reads
 * @param trainingHash identity of the trained encoder, seed included
 * @param attackHash the same with the attacks
 * @param use what it is expected to use
 */
public record NewRun(
        RunId id,
        ExperimentId experiment,
        long seed,
        Actor submitter,
        int priority,
        List<String> tags,
        Resources needs,
        Forecast forecast,
        String trainingHash,
        String attackHash,
        Use use) {

    /**
     * What a run is expected to use of the machines.
     *
     * @param processorSeconds of all threads
     * @param cardSeconds 0 without a card
     */
    public record Use(double processorSeconds, double cardSeconds) {

        /** Nobody has asked. */
        public static final Use UNKNOWN = new Use(0, 0);
    }

    public NewRun {
        tags = List.copyOf(tags);
    }

    /**
     * What is known of a run before anybody has computed it.
     *
     * @param seconds on an idle machine
     * @param datasets ids of all that it reads
     */
    public record Forecast(OptionalLong seconds, List<String> datasets) {

        /** Takes for ever, and reads what everybody has. */
        public static final Forecast NONE = new Forecast(OptionalLong.empty(), List.of());

        public Forecast {
            datasets = List.copyOf(datasets);
        }
    }

    /** A run of which nobody knows what it will use. */
    public NewRun(
            RunId id,
            ExperimentId experiment,
            long seed,
            Actor submitter,
            int priority,
            List<String> tags,
            Resources needs,
            Forecast forecast,
            String trainingHash,
            String attackHash) {
        this(id, experiment, seed, submitter, priority, tags, needs, forecast, trainingHash, attackHash, Use.UNKNOWN);
    }
}
