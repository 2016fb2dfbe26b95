package lab.obscura.queue.workers;

import java.time.Instant;
import java.util.List;
import lab.obscura.queue.RunId;
import lab.obscura.queue.WorkerInfo;

/**
 * A worker as the operator sees it.
 *
 * @param draining takes no new run
 * @param runs that it holds now
 * @param cards as their driver saw them last
 */
public record WorkerView(
        WorkerInfo info,
        boolean draining,
        Instant startedAt,
        Instant lastSeenAt,
        List<RunId> runs,
        List<CardState> cards) {

    public WorkerView {
        runs = List.copyOf(runs);
        cards = List.copyOf(cards);
    }
}
