package lab.obscura.queue.workers;

import java.util.List;
import lab.obscura.engine.estimate.Resources;

/**
 * What a waiting run wants of a worker.
 *
 * @param needs of a slot
 * @param datasets ids of those that it reads; none when that is not known
 * @param seconds that it takes, roughly; infinite when that is not known
 * @param resumable whether a later attempt need not do again what an earlier one has done
 */
record WaitingRun(Resources needs, List<String> datasets, double seconds, boolean resumable) {

    WaitingRun {
        datasets = List.copyOf(datasets);
    }
}
