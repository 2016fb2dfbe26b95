package lab.obscura.execution.datasets;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lab.obscura.engine.data.Datasets;

/** A node whose disk has room for nothing. */
public final class FullNode {

    private FullNode() {}

    /** @param served the data sets of the service, one folder each */
    public static DataDelivery delivery(Datasets here, Path served, Path node) {
        var cache = new NodeCache(node, 1000, () -> 0, Duration.ofDays(7), Clock.systemUTC());
        return new DataDelivery(here, new FolderSource(served), cache, Clock.systemUTC());
    }
}
