package lab.obscura;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * A worker alone: database, queue and slots; without web and JPA, so it starts fast. It has no stereotype, so the service's own scan
 * does not find it.
 */
@EnableAutoConfiguration(exclude = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
@ComponentScan(
        basePackages = {"lab.obscura.platform", "lab.obscura.execution"},
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "lab\\.obscura\\.platform\\.web\\..*"))
final class WorkerApplication {}
