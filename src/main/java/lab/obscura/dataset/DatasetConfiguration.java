package lab.obscura.dataset;

import java.nio.file.Path;
import lab.obscura.engine.data.Datasets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the data sets lie. */
@Configuration(proxyBeanMethods = false)
class DatasetConfiguration {

    @Bean
    Datasets datasets(
            @Value("${obscura.data.directory:data}") Path directory, @Value("${obscura.home:.obscura}") Path home) {
        return new Datasets(directory, home.resolve("datasets"));
    }
}
