package lab.obscura.queue.workers;

import java.util.List;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.queue.WorkerInfo;

/**
 * A worker that claims runs, as far as it matters for which.
 *
 * @param name host and process
 * @param offers what each of its slots has
 * @param prospect of a claim now
 */
record Claimer(String name, Resources offers, WorkerInfo.Prospect prospect) {

    /** Whether it has all of these data sets. */
    boolean canRead(List<String> datasets) {
        return prospect.datasets().map(own -> own.containsAll(datasets)).orElse(true);
    }

    /** Whether it has time enough for a run: the rule that the claim follows, too; a test compares the two. */
    boolean hasTimeFor(WaitingRun run) {
        return run.seconds() <= prospect.secondsLeft()
                || run.resumable() && prospect.worthwhile() <= prospect.secondsLeft();
    }
}
