package lab.obscura.cluster;

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
 * Brings runs back whose pilot is gone. Workers do so too, but a service that scales may have none of its own, and pilots may all be gone, or stay
 * too briefly to be sure. As they do, it waits one full lease after it has (again) reached the database.
 */
final class ClusterRescue {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterRescue.class);

    private final Leases leases;
    private final Tallies tallies;
    private final Duration lease;
    private final Clock clock;
    private Instant connectedSince = Instant.MAX;

    /** @param lease as long as any that workers take */
    ClusterRescue(Leases leases, Tallies tallies, Duration lease, Clock clock) {
        this.leases = leases;
        this.tallies = tallies;
        this.lease = lease;
        this.clock = clock;
    }

    /** The database did not answer, or another service scales. */
    void isAway() {
        connectedSince = Instant.MAX;
    }

    /** To be called when the database has just answered. */
    void look() {
        Instant now = clock.instant();
        connectedSince = connectedSince.equals(Instant.MAX) ? now : connectedSince;
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
