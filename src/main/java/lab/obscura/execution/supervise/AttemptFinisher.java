package lab.obscura.execution.supervise;

import java.io.UncheckedIOException;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.execution.child.AttemptEnd;
import lab.obscura.execution.link.AttemptEnding;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Written;
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
        LOG.info(
                "event=attempt-ended run={} attempt={} verdict={} code={} written={} reason=\"{}\"",
                claim.run(),
                claim.attempt(),
                verdict.kind(),
                exitCode,
                written,
                verdict.reason());
    }

    private Written store(Verdict verdict) {
        return switch (verdict.kind()) {
            case SUCCEEDED -> succeed();
            case FAILED -> end(AttemptEnding.failed(verdict.reason()));
            case CANCELLED -> end(AttemptEnding.cancelled(verdict.reason()));
            case INTERRUPTED -> interrupted(verdict.reason());
        };
    }

    private Written succeed() {
        Written written;
        try {
            Outcome outcome = folder.readOutcome();
            written = parts.queue().succeed(claim, outcome, folder);
        } catch (UncheckedIOException | JacksonException e) {
            LOG.error("event=outcome-unreadable run={} attempt={}", claim.run(), claim.attempt(), e);
            return end(AttemptEnding.failed(
                    "The attempt ended well, but what it wrote cannot be read; its worker's log says more"));
        }
        if (written == Written.STORED) {
            parts.folders().remove(claim.run());
            parts.published().remove(claim);
        }
        return written;
    }

    private Written interrupted(String reason) {
        return switch (stopRequest) {
            case CANCEL -> end(AttemptEnding.cancelled("cancelled on request"));
            case RELEASE -> end(AttemptEnding.givenBack("worker " + parts.info().name() + " is shutting down"));
            case DISK_FULL -> end(AttemptEnding.failed(parts.disk().shortage().orElse(AttemptEnd.FULL_DISK)));
            case LOST -> Written.NOT_OWNER;
            case CONTINUE -> end(AttemptEnding.interrupted(reason));
        };
    }

    private Written end(AttemptEnding ending) {
        return parts.queue().end(claim, ending);
    }
}
