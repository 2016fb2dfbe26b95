package lab.obscura.remote.supply;

import java.util.List;

/**
 * A data set as workers fetch it.
 *
 * @param dataHash SHA-256 over shape, labels and pixels, as runs are pinned to
 * @param side rows and columns of its images; 0 where they are not square
 * @param folders below that of the data set, empty ones too: they may be classes
 * @param files none where the data set is drawn
 */
record SuppliedDatasetView(String id, String dataHash, int side, List<String> folders, List<SetFiles.Line> files) {

    /** Which there are. */
    record All(List<Offered> sets) {}

    /**
     * One of them.
     *
     * @param bytes of its files; 0 where that is not known, or not yet
     */
    record Offered(String id, long bytes) {}
}
