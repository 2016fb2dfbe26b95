package lab.obscura.queue.workers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.obscura.queue.RunId;
import lab.obscura.queue.WorkerInfo;

/**
 * A worker as the operator sees it.
 *
 * @param draining takes no new run
 * @param runs that it holds now
 * @param cards as their driver saw them last
 * @param datasets ids of those that it can read; empty when it does not say
 */
public record WorkerView(
        WorkerInfo info,
        boolean draining,
        Instant startedAt,
        Instant lastSeenAt,
        List<RunId> runs,
        List<CardState> cards,
        Optional<List<String>> datasets) {

    public WorkerView {
        runs = List.copyOf(runs);
        cards = List.copyOf(cards);
        datasets = datasets.map(List::copyOf);
    }
}
