package lab.obscura.execution.supervise;

import java.io.UncheckedIOException;
import java.util.Locale;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.execution.child.AttemptEnd;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Written;
import lab.obscura.queue.tally.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Writes how an attempt ended: the outcome with all its pictures in the transaction that makes the run succeed, or a reason. */
final class AttemptFinisher {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptFinisher.class);

    private final WorkerParts parts;
    private final Claim claim;
    private final AttemptFolder folder;
    private final AttemptControl.StopRequest stopRequest;

    AttemptFinisher(WorkerParts parts, Claim claim, AttemptFolder folder, AttemptControl.StopRequest stopRequest) {
        this.parts = parts;
        this.claim = claim;
        this.folder = folder;
        this.stopRequest = stopRequest;
    }

    void write(int exitCode, JournalWriter journal) {
        Verdict verdict = Verdict.of(exitCode, folder);
        Written written = journal.flush() == Written.NOT_OWNER ? Written.NOT_OWNER : store(verdict);
        count(verdict, written);
        LOG.info(
                "event=attempt-ended run={} attempt={} verdict={} code={} written={} reason=\"{}\"",
                claim.run(),
                claim.attempt(),
                verdict.kind(),
                exitCode,
                written,
                verdict.reason());
    }

    private void count(Verdict verdict, Written written) {
        if (written == Written.NOT_OWNER) {
            parts.tallies().add(Tally.FENCE_REFUSALS);
        } else {
            parts.tallies().add(Tally.ATTEMPTS, verdict.kind().name().toLowerCase(Locale.ROOT), 1);
        }
    }

    private Written store(Verdict verdict) {
        return switch (verdict.kind()) {
            case SUCCEEDED -> succeed();
            case FAILED -> parts.leases().fail(claim, verdict.reason());
            case CANCELLED -> parts.leases().cancelled(claim, verdict.reason());
            case INTERRUPTED -> interrupted(verdict.reason());
        };
    }

    private Written succeed() {
        Written written;
        try {
            Outcome outcome = folder.readOutcome();
            written = parts.transactions().execute(status -> {
                Written changed = parts.leases().succeed(claim);
                if (changed == Written.STORED) {
                    parts.store().store(claim.run(), outcome, folder);
                }
                return changed;
            });
        } catch (UncheckedIOException | JacksonException e) {
            LOG.error("event=outcome-unreadable run={} attempt={}", claim.run(), claim.attempt(), e);
            return parts.leases()
                    .fail(
                            claim,
                            "The attempt ended well, but what it wrote cannot be read; its worker's log says more");
        }
        if (written == Written.STORED) {
            parts.folders().remove(claim.run());
            parts.published().remove(claim.run());
        }
        return written;
    }

    private Written interrupted(String reason) {
        return switch (stopRequest) {
            case CANCEL -> parts.leases().cancelled(claim, "cancelled on request");
            case RELEASE ->
                parts.leases().giveBack(claim, "worker " + parts.info().name() + " is shutting down");
            case DISK_FULL -> parts.leases().fail(claim, parts.disk().shortage().orElse(AttemptEnd.FULL_DISK));
            case LOST -> Written.NOT_OWNER;
            case CONTINUE -> parts.leases().interrupted(claim, reason);
        };
    }
}
