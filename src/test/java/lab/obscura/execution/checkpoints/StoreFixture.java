package lab.obscura.execution.checkpoints;

import java.time.Clock;
import java.time.Duration;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The store of checkpoints as the product makes it. */
public final class StoreFixture {

    private StoreFixture() {}

    /** Of a store that a test has made. */
    public static PublishedCheckpoints of(CheckpointStore store) {
        return new PublishedCheckpoints(store, true, Duration.ofMinutes(10), Clock.systemUTC());
    }

    public static PublishedCheckpoints of(ObscuraProperties properties) {
        var configuration = new CheckpointConfiguration();
        return configuration.publishedCheckpoints(
                configuration.checkpointStore(
                        properties, new StaticListableBeanFactory().getBeanProvider(ServiceClient.class)),
                properties,
                Clock.systemUTC());
    }
}
