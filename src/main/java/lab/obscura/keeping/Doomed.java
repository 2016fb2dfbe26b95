package lab.obscura.keeping;

import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;

/**
 * A run that somebody wants deleted.
 *
 * @param name of its experiment
 */
record Doomed(RunId run, String name, long seed, RunState state) {

    DeletionView.Refused refused(KeptBy.Reason reason) {
        return new DeletionView.Refused(run.value(), name, seed, reason.rule(), reason.found(), reason.wayOut());
    }
}
