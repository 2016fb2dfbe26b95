package lab.obscura.execution.checkpoints;

import java.time.Clock;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.CheckpointSettings;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store that the operator chose; where he chose none, a folder that holds only what workers elsewhere hand over. */
@Configuration(proxyBeanMethods = false)
final class CheckpointConfiguration {

    @Bean
    CheckpointStore checkpointStore(ObscuraProperties properties, ObjectProvider<ServiceClient> service) {
        if (isThatOfTheService(properties)) {
            return new RemoteStore(service.getObject());
        }
        return switch (properties.checkpoint().store()) {
            case NONE, FOLDER -> new FolderStore(properties.published());
            case S3 -> new S3Store(properties.checkpoint().s3());
        };
    }

    @Bean
    PublishedCheckpoints publishedCheckpoints(CheckpointStore store, ObscuraProperties properties, Clock clock) {
        boolean publishes =
                properties.checkpoint().store() != CheckpointSettings.Store.NONE || isThatOfTheService(properties);
        return new PublishedCheckpoints(
                store, publishes, properties.checkpoint().interval(), clock);
    }

    /** Who names a store reaches it. */
    private static boolean isThatOfTheService(ObscuraProperties properties) {
        return properties.worker().isRemote() && properties.checkpoint().store() == CheckpointSettings.Store.NONE;
    }
}
