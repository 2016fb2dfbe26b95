package lab.obscura.queue;

import java.util.Map;

/**
 * The queue as a whole.
 *
 * @param paused nothing is claimed
 * @param reason why it is paused, in words
 * @param runs number of runs per state
 */
public record QueueStatus(boolean paused, String reason, Map<RunState, Long> runs) {

    public QueueStatus {
        runs = Map.copyOf(runs);
    }
}
