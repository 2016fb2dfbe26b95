package lab.obscura;

import lab.obscura.queue.Leases;
import lab.obscura.queue.Queue;
import lab.obscura.queue.Runs;
import lab.obscura.queue.journal.RunJournal;
import lab.obscura.queue.tally.Tallies;
import lab.obscura.queue.workers.Pilots;
import lab.obscura.queue.workers.Workers;
import lab.obscura.result.ResultStore;
import lab.obscura.result.Results;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * A worker alone: database, queue and slots; without web and JPA, so it starts fast. It has no stereotype, so the service's own scan
 * does not find it.
 */
@EnableAutoConfiguration(exclude = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
@ComponentScan(
        basePackages = {"lab.obscura.platform", "lab.obscura.execution"},
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "lab\\.obscura\\.platform\\.web\\..*"))
@Import({
    Queue.class,
    Leases.class,
    Runs.class,
    RunJournal.class,
    Workers.class,
    Pilots.class,
    Tallies.class,
    Results.class,
    ResultStore.class
})
final class WorkerApplication {}
