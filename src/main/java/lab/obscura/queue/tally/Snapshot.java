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
 * @param cards of all workers that are there
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
        Cards cards,
        Map<String, Long> tallies) {

    /**
     * Cards as their drivers saw them last; one that several workers share counts once.
     *
     * @param busy mean share of time in which they computed, in [0, 1]; 0 without cards, and those that do not say count as idle
     */
    record Cards(int count, long usedBytes, long totalBytes, double busy) {}

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
