package lab.obscura.remote.supply;

import java.util.List;

/**
 * What is kept of a run.
 *
 * @param keys what stands behind {@code checkpoints/} in the addresses of its files, in order: the newest state last
 */
record CheckpointsView(List<String> keys) {

    /**
     * Of which runs something is kept.
     *
     * @param runs their ids
     * @param bytes of all files
     */
    record Kept(List<String> runs, long bytes) {}
}
