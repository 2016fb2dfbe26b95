package lab.obscura.execution.supervise;

import lab.obscura.execution.child.AttemptEnd;
import lab.obscura.execution.link.AttemptEnding;
import lab.obscura.queue.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of an attempt that was stopped before it began: nothing was computed, so there is nothing to keep. */
final class Unbegun {

    private static final Logger LOG = LoggerFactory.getLogger(Unbegun.class);

    private Unbegun() {}

    static void giveUp(WorkerParts parts, Claim claim, AttemptControl control) {
        switch (control.latest()) {
            case CANCEL -> parts.queue().end(claim, AttemptEnding.cancelled("cancelled on request"));
            case LOST -> LOG.warn("event=lease-lost run={} attempt={}", claim.run(), claim.attempt());
            case DISK_FULL ->
                parts.queue()
                        .end(claim, AttemptEnding.failed(parts.disk().shortage().orElse(AttemptEnd.FULL_DISK)));
            default ->
                parts.queue()
                        .end(
                                claim,
                                AttemptEnding.givenBack("worker " + parts.info().name() + " is shutting down"));
        }
    }
}
