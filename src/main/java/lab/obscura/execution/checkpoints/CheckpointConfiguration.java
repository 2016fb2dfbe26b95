package lab.obscura.execution.checkpoints;

import java.time.Clock;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store that the operator chose. */
@Configuration(proxyBeanMethods = false)
final class CheckpointConfiguration {

    @Bean
    CheckpointStore checkpointStore(ObscuraProperties properties) {
        return switch (properties.checkpoint().store()) {
            case NONE -> CheckpointStore.NONE;
            case FOLDER -> new FolderStore(properties.published());
            case S3 -> new S3Store(properties.checkpoint().s3());
        };
    }

    @Bean
    PublishedCheckpoints publishedCheckpoints(CheckpointStore store, ObscuraProperties properties, Clock clock) {
        return new PublishedCheckpoints(store, properties.checkpoint().interval(), clock);
    }
}
