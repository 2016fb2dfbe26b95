package lab.obscura.queue;

import java.util.List;
import lab.obscura.account.Actor;
import lab.obscura.engine.estimate.Resources;

/**
 * A run to be queued.
 *
 * @param submitter who asked for it; the queue shares the slots among submitters
 * @param needs which workers may take it
 * @param trainingHash identity of the trained encoder, seed included
 * @param attackHash the same with the attacks
 */
public record NewRun(
        RunId id,
        ExperimentId experiment,
        long seed,
        Actor submitter,
        int priority,
        List<String> tags,
        Resources needs,
        String trainingHash,
        String attackHash) {

    public NewRun {
        tags = List.copyOf(tags);
    }
}
