package lab.obscura;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.stereotype.Controller;

/** A worker alone: data base, queue and slots; without web and JPA, so it starts fast. Not found by the service's own scan. */
@EnableAutoConfiguration(exclude = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
@ComponentScan(
        basePackages = {"lab.obscura.platform", "lab.obscura.queue", "lab.obscura.result", "lab.obscura.worker"},
        excludeFilters = @ComponentScan.Filter(Controller.class))
final class WorkerApplication {}
