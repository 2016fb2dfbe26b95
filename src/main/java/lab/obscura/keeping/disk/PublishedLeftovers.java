package lab.obscura.keeping.disk;

import java.util.Set;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.checkpoints.StoreException;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes published checkpoints of runs that have succeeded: what a worker left that died between storing an outcome and removing them. Runs
 * that this database does not know may be another installation's and stay.
 */
@Component
final class PublishedLeftovers {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedLeftovers.class);

    private final PublishedCheckpoints published;
    private final Runs runs;

    PublishedLeftovers(PublishedCheckpoints published, Runs runs) {
        this.published = published;
        this.runs = runs;
    }

    void remove() {
        try {
            Set<RunId> found = published.runs();
            runs.states(found).forEach((run, state) -> {
                if (state == RunState.SUCCEEDED) {
                    published.remove(run);
                    LOG.info("event=published-checkpoints-swept run={}", run);
                }
            });
        } catch (StoreException e) {
            LOG.warn("event=published-checkpoints-not-swept cause=\"{}\"", e.getMessage());
        }
    }
}
