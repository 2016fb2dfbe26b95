package lab.obscura.execution.datasets;

import java.nio.file.Path;
import java.time.Clock;
import lab.obscura.engine.data.Datasets;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where a worker's data sets come from: its own folder, and the service where that is all it reaches. */
@Configuration(proxyBeanMethods = false)
final class DataConfiguration {

    @Bean
    DataDelivery dataDelivery(ObscuraProperties properties, ObjectProvider<ServiceClient> service, Clock clock) {
        var here = new Datasets(properties.data().directory(), properties.cache());
        if (!properties.worker().isRemote()) {
            return DataDelivery.none(here);
        }
        Path fetched = properties.data().fetchedUnder(Path.of(properties.scratch()));
        var cache = new NodeCache(
                fetched,
                properties.data().fetchedLimit().toBytes(),
                NodeCache.beyond(properties.disk().leastFree(), fetched),
                properties.data().fetchedKept(),
                clock);
        return new DataDelivery(here, new RemoteSets(service.getObject()), cache, clock);
    }
}
