package lab.obscura.queue.tally;

import java.util.Map;
import lab.obscura.queue.RunState;

/**
 * The queue at one moment.
 *
 * @param oldestSeconds since when the oldest waiting run waits; 0 when none does
 * @param slots of all workers that are there
 * @param processorSeconds that attempts have used since there is the database
 * @param cardSeconds the same of cards
 */
record Snapshot(
        Map<RunState, Long> runs,
        double oldestSeconds,
        boolean paused,
        int workers,
        int slots,
        int busySlots,
        long databaseBytes,
        double processorSeconds,
        double cardSeconds,
        Map<String, Long> tallies) {

    Snapshot {
        runs = Map.copyOf(runs);
        tallies = Map.copyOf(tallies);
    }

    long runs(RunState state) {
        return runs.getOrDefault(state, 0L);
    }

    long count(Tally tally, String label) {
        return tallies.getOrDefault(Tallies.key(tally.word(), label), 0L);
    }
}
