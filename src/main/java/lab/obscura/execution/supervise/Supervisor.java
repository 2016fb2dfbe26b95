package lab.obscura.execution.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.execution.checkpoints.CheckpointPublishing;
import lab.obscura.execution.launch.Attempt;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Written;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Watches over one attempt from its claim to its end: carries its events into the database, passes on what the heartbeat hears, and
 * writes the end. While the database is away the attempt continues and its events wait.
 */
final class Supervisor {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    /** Each statement rewrites the run's row: gathered, the words of hundreds of pilots cost the database half. */
    private static final Duration WORDS_OF_PILOTS = Duration.ofSeconds(5);

    private final WorkerParts parts;
    private final Claim claim;
    private final AttemptControl control;
    private final AttemptFolder folder;
    private final JournalWriter journal;
    private final CheckpointPublishing publishing;
    private boolean askedToEnd;
    private boolean askedToHandOver;
    private Instant abandonAt = Instant.MAX;
    private Instant killAt = Instant.MAX;
    private Instant lastContact;
    private Instant nextWords = Instant.MIN;

    Supervisor(WorkerParts parts, Claim claim, AttemptControl control) {
        this.parts = parts;
        this.claim = claim;
        this.control = control;
        this.folder = parts.folders().open(claim);
        this.journal = new JournalWriter(parts.queue(), claim, folder);
        this.publishing = parts.published().of(claim, folder.checkpoints());
        this.lastContact = parts.clock().instant();
    }

    /** Executes the attempt. Returns when it has ended and its end is written, or when the run belongs to somebody else. */
    void execute() throws InterruptedException {
        try (publishing) {
            var arrival = new DataArrival(parts, claim, control, folder, this::carryEvents);
            if (new Resumption(parts, claim, control, publishing).begin() && arrival.begin()) {
                run();
            }
        } finally {
            parts.folders().forgetData(folder);
        }
    }

    private void run() throws InterruptedException {
        if (claim.attempt() > 1) {
            patiently(this::catchUp);
        }
        Attempt attempt = parts.launcher().launch(folder, claim.seed());
        try {
            while (!attempt.endsWithin(LOOK)) {
                carryEvents();
                publishing.publishWhenDue();
                parts.disk().shortage().ifPresent(this::noDisk);
                passOn(attempt);
            }
        } finally {
            attempt.kill();
        }
        if (control.latest() == AttemptControl.StopRequest.LOST) {
            LOG.warn("event=lease-lost run={} attempt={}", claim.run(), claim.attempt());
            return;
        }
        if (attempt.exitCode() != ExitCode.SUCCEEDED.code()) {
            publishing.publishLast(); // before the run is given back: whoever takes it next looks at once
        }
        patiently(() -> new AttemptFinisher(parts, claim, folder, control.latest()).write(attempt.exitCode(), journal));
    }

    /** Its worker may have died between hearing a point and storing it: the checkpoint may lie behind that point already. */
    private void catchUp() {
        parts.queue()
                .curves(claim.run())
                .forEach((series, points) -> points.forEach(point -> journal.alreadyDrawn(series, point.step())));
        parts.folders().earlierEvents(claim).forEach(events -> journal.addPointsOf(new EventTail(events)));
    }

    private void noDisk(String shortage) {
        if (control.latest() == AttemptControl.StopRequest.CONTINUE) {
            LOG.error("event=disk-full run={} cause=\"{}\"", claim.run(), shortage);
        }
        control.diskFull();
    }

    private void carryEvents() {
        Instant now = parts.clock().instant();
        if (now.isBefore(nextWords)) {
            return;
        }
        nextWords = parts.life().isPilot() ? now.plus(WORDS_OF_PILOTS) : now;
        try {
            if (journal.flush() == Written.NOT_OWNER) {
                control.lost();
            }
            lastContact = parts.clock().instant();
        } catch (DataAccessException | TransactionException e) {
            if (!Outage.is(e)) {
                throw e; // it would be refused again and again
            }
            LOG.debug("event=journal-waits run={} cause={}", claim.run(), e.getMessage());
        }
    }

    private void passOn(Attempt attempt) {
        Instant now = parts.clock().instant();
        switch (control.latest()) {
            case CONTINUE -> {
                if (now.isAfter(lastContact.plus(parts.settings().longestOutage()))) {
                    LOG.error("event=database-away run={} since={}", claim.run(), lastContact);
                    attempt.kill();
                }
            }
            case LOST -> attempt.kill();
            case CANCEL -> askToEnd(attempt::cancel, now);
            case DISK_FULL -> askToEnd(attempt::abandon, now);
            case RELEASE -> handOver(attempt, now);
        }
        if (now.isAfter(abandonAt)) {
            askToEnd(attempt::abandon, now);
        }
        if (now.isAfter(killAt)) {
            attempt.kill();
        }
    }

    /** It gets time for a last checkpoint before it must end. */
    private void handOver(Attempt attempt, Instant now) {
        if (!askedToHandOver) {
            askedToHandOver = true;
            abandonAt = now.plus(parts.settings().releaseGrace());
            attempt.release();
        }
    }

    private void askToEnd(Runnable ask, Instant now) {
        if (!askedToEnd) {
            askedToEnd = true;
            killAt = now.plus(parts.settings().cancelGrace());
            ask.run();
        }
    }

    /** The database may be away at this very moment: beginning and end are worth some patience. */
    private void patiently(Runnable work) throws InterruptedException {
        Instant giveUp = parts.clock().instant().plus(parts.settings().longestOutage());
        while (true) {
            try {
                work.run();
                return;
            } catch (DataAccessException | TransactionException e) {
                if (parts.clock().instant().isAfter(giveUp) || !Outage.is(e)) {
                    throw e;
                }
                LOG.warn("event=database-awaited run={} cause={}", claim.run(), e.getMessage());
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }
}
