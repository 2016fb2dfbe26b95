package lab.obscura.execution.checkpoints;

import java.time.Clock;
import lab.obscura.platform.ObscuraProperties;

/** The store of checkpoints as the product makes it. */
public final class StoreFixture {

    private StoreFixture() {}

    public static PublishedCheckpoints of(ObscuraProperties properties) {
        var configuration = new CheckpointConfiguration();
        return configuration.publishedCheckpoints(
                configuration.checkpointStore(properties), properties, Clock.systemUTC());
    }
}
