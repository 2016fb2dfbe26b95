package lab.obscura.execution.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings runs back whose worker is gone. Waits one full lease after it has (again) reached the database: after an outage every worker
 * first gets the chance to show that it is alive.
 */
public final class Reaper {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    private final QueueLink queue;
    private final Duration lease;
    private final Clock clock;
    private Instant connectedSince;

    /** @param lease as long as any that workers take */
    public Reaper(QueueLink queue, Duration lease, Clock clock) {
        this.queue = queue;
        this.lease = lease;
        this.clock = clock;
        this.connectedSince = clock.instant();
    }

    /** The database did not answer. */
    public void disconnected() {
        connectedSince = Instant.MAX;
    }

    /** To be called every few seconds, when the database has just answered. */
    public void look() {
        Instant now = clock.instant();
        if (connectedSince.equals(Instant.MAX)) {
            connectedSince = now;
        }
        if (now.isBefore(connectedSince.plus(lease))) {
            return;
        }
        queue.rescueExpired(lease).forEach(run -> LOG.warn("event=run-rescued run={}", run));
    }
}
