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
        return delivery(here, served, new NodeCache(node, 1000, () -> 0, Duration.ofDays(7), Clock.systemUTC()));
    }

    /** One that may hold a few bytes. */
    public static DataDelivery small(Datasets here, Path served, Path node, long limit) {
        return delivery(here, served, new NodeCache(node, limit, () -> 1 << 20, Duration.ofDays(7), Clock.systemUTC()));
    }

    private static DataDelivery delivery(Datasets here, Path served, NodeCache cache) {
        return new DataDelivery(here, new FolderSource(served), cache, Clock.systemUTC());
    }
}
