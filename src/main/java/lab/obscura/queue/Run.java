package lab.obscura.queue;

import java.util.List;
import lab.obscura.account.Actor;
import lab.obscura.engine.estimate.Resources;

/**
 * A run as people see it in a list.
 *
 * @param reason why it is in its state, in words
 * @param stage what its attempt is doing; empty before the first
 * @param progress share that is done, in [0, 1]
 * @param worker host and process that work on it; empty when nobody does
 * @param needs which workers may take it
 * @param pinned not deleted until somebody unpins it
 * @param archived left out of lists that do not ask for it
 * @param position order of arrival; the cursor of {@link Runs#page}
 */
public record Run(
        RunId id,
        ExperimentId experiment,
        String experimentName,
        String dataset,
        String backbone,
        int cutLayer,
        long seed,
        Actor submitter,
        RunState state,
        String reason,
        String stage,
        double progress,
        int priority,
        long position,
        List<String> tags,
        String notes,
        int attempt,
        String worker,
        Resources needs,
        String trainingHash,
        String attackHash,
        RunTimes times,
        boolean pinned,
        boolean archived) {

    public Run {
        tags = List.copyOf(tags);
    }
}
