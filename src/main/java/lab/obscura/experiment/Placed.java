package lab.obscura.experiment;

import java.util.List;
import lab.obscura.queue.ExperimentId;
import lab.obscura.queue.RunId;

/**
 * Where an order ended up.
 *
 * @param experiment new, or one that was there already
 * @param queued the runs that were queued for it; none when all of them were there
 */
public record Placed(ExperimentId experiment, List<RunId> queued) {

    public Placed {
        queued = List.copyOf(queued);
    }
}
