package lab.obscura.remote.supply;

import java.util.List;

/**
 * A data set as workers fetch it.
 *
 * @param dataHash SHA-256 over shape, labels and pixels, as runs are pinned to
 * @param folders below that of the data set, empty ones too: they may be classes
 * @param files none where the data set is drawn
 */
record SuppliedDatasetView(String id, String dataHash, List<String> folders, List<SetFiles.Line> files) {

    /**
     * Which there are.
     *
     * @param ids of all data sets
     */
    record All(List<String> ids) {}
}
