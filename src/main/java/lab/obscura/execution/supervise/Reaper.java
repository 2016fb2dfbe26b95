package lab.obscura.execution.supervise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lab.obscura.queue.Leases;
import lab.obscura.queue.RunId;
import lab.obscura.queue.tally.Tallies;
import lab.obscura.queue.tally.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings runs back whose worker is gone. Waits one full lease after it has (again) reached the database: after an outage every worker
 * first gets the chance to show that it is alive.
 */
final class Reaper {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    private final Leases leases;
    private final Tallies tallies;
    private final Duration lease;
    private final Clock clock;
    private Instant connectedSince;

    Reaper(Leases leases, Tallies tallies, Duration lease, Clock clock) {
        this.leases = leases;
        this.tallies = tallies;
        this.lease = lease;
        this.clock = clock;
        this.connectedSince = clock.instant();
    }

    /** The database did not answer. */
    void disconnected() {
        connectedSince = Instant.MAX;
    }

    /** To be called every few seconds, when the database has just answered. */
    void look() {
        Instant now = clock.instant();
        if (connectedSince.equals(Instant.MAX)) {
            connectedSince = now;
        }
        if (now.isBefore(connectedSince.plus(lease))) {
            return;
        }
        List<RunId> rescued = leases.rescueExpired(lease);
        if (!rescued.isEmpty()) {
            tallies.add(Tally.RESCUES, "", rescued.size());
        }
        rescued.forEach(run -> LOG.warn("event=run-rescued run={}", run));
    }
}
