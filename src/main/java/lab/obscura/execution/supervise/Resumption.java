package lab.obscura.execution.supervise;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import lab.obscura.execution.checkpoints.CheckpointPublishing;
import lab.obscura.execution.checkpoints.DamagedCheckpointsException;
import lab.obscura.execution.checkpoints.StoreException;
import lab.obscura.execution.link.AttemptEnding;
import lab.obscura.queue.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the checkpoints of earlier attempts to this host. A store that is away is waited for: to start from scratch would cost more. */
final class Resumption {

    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);
    private static final long PAUSE_SECONDS = 2;

    private final WorkerParts parts;
    private final Claim claim;
    private final AttemptControl control;
    private final CheckpointPublishing publishing;

    Resumption(WorkerParts parts, Claim claim, AttemptControl control, CheckpointPublishing publishing) {
        this.parts = parts;
        this.claim = claim;
        this.control = control;
        this.publishing = publishing;
    }

    /**
     * Returns whether the attempt may begin. When not, what becomes of the run is written.
     *
     * @throws StoreException when the store is still away after the longest outage
     */
    boolean begin() throws InterruptedException {
        Instant giveUp = parts.clock().instant().plus(parts.settings().longestOutage());
        while (control.latest() == AttemptControl.StopRequest.CONTINUE) {
            try {
                publishing.begin();
                return true;
            } catch (DamagedCheckpointsException e) {
                parts.queue().end(claim, AttemptEnding.failed(e.getMessage()));
                return false;
            } catch (StoreException e) {
                if (parts.clock().instant().isAfter(giveUp)) {
                    throw e;
                }
                LOG.warn("event=checkpoint-store-awaited run={} cause=\"{}\"", claim.run(), e.getMessage());
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        }
        Unbegun.giveUp(parts, claim, control);
        return false;
    }
}
