package lab.obscura.execution.pilot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.execution.datasets.ReadableSets;
import lab.obscura.execution.link.PilotNews;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.start.StartException;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.workers.Pilots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * When a worker ends by itself: a pilot that has nothing to do or was drained, and whoever's time is over. Keeps the book on pilots, too; for
 * other workers without an end it does nothing. Safe for use by several threads.
 */
public final class PilotLife {

    private static final Logger LOG = LoggerFactory.getLogger(PilotLife.class);

    /** A pilot whose first question for work was not answered yet stays so many times as long as one without work. */
    private static final int UNANSWERED = 10;

    private final WorkerInfo info;
    private final ObscuraProperties.Worker settings;
    private final QueueLink queue;
    private final ReadableSets datasets;
    private final Clock clock;
    private final Runnable end;
    private int busy;
    private boolean draining;
    private Instant idleSince;
    private boolean isAnswered;
    private Optional<String> reason = Optional.empty();
    private volatile Readable readable = new Readable(Optional.empty(), List.of());

    /**
     * @param datasets that runs may have here
     * @param end ends this process; returns at once
     */
    public PilotLife(
            WorkerInfo info,
            ObscuraProperties.Worker settings,
            QueueLink queue,
            ReadableSets datasets,
            Clock clock,
            Runnable end) {
        this.info = info;
        this.settings = settings;
        this.queue = queue;
        this.datasets = datasets;
        this.clock = clock;
        this.end = end;
        this.idleSince = clock.instant();
    }

    /** Whether this worker is a pilot. */
    public boolean isPilot() {
        return info.origin().pilot();
    }

    /**
     * A pilot begins: it looks whether it can work, and says so.
     *
     * @throws StartException when it cannot; the book says why
     */
    public void begin(SelfCheck check) {
        if (!isPilot()) {
            return;
        }
        Optional<String> problem = check.problem();
        if (problem.isPresent()) {
            refused(problem.get());
            throw new StartException(ExitCode.UNAVAILABLE, "This pilot cannot work here: " + problem.get());
        }
        queue.tell(info, PilotNews.ARRIVED);
        prospect();
        synchronized (this) {
            idleSince = clock.instant();
        }
    }

    /** What keeps it from working may be the way to the book, too. */
    private void refused(String why) {
        try {
            queue.tell(info, PilotNews.refused(why));
        } catch (DataAccessException e) {
            LOG.warn("event=refusal-unwritten worker={} cause=\"{}\"", info.name(), e.getMessage());
        }
    }

    /**
     * What holds of the next claim. Data sets count for pilots, and for whoever has no room for some: what no pilot can read its pool says; another
     * worker fails the run with words.
     */
    public WorkerInfo.Prospect prospect() {
        readable = new Readable(
                isPilot() || datasets.withholds() ? Optional.of(datasets.ids()) : Optional.empty(),
                datasets.tooLarge());
        return knownProspect();
    }

    private record Readable(Optional<List<String>> ids, List<String> tooLarge) {}

    /** The same with the data sets that were found last: it asks no file system, which may hang. */
    public WorkerInfo.Prospect knownProspect() {
        double left = info.origin().ends()
                ? Duration.between(clock.instant(), lastMoment()).toMillis() / 1000.0
                : Double.POSITIVE_INFINITY;
        double worthwhile = settings.sharedCheckpoints() ? settings.minClaim().toSeconds() : Double.POSITIVE_INFINITY;
        return new WorkerInfo.Prospect(left, worthwhile, readable.ids(), readable.tooLarge());
    }

    /** A slot has taken a run. */
    public void takes() {
        synchronized (this) {
            isAnswered = true;
            busy++;
        }
        if (isPilot()) {
            queue.tell(info, PilotNews.CLAIMED);
        }
    }

    /** A slot has asked for a run, and there was none. */
    public synchronized void foundNothing() {
        isAnswered = true;
    }

    /** A slot has done with its run. */
    public synchronized void isDone() {
        busy--;
        idleSince = clock.instant();
    }

    /** The operator wants it to take nothing more. */
    public synchronized void drained() {
        draining = true;
    }

    /** Ends this process when it is time to. To be called every few seconds. */
    public void look() {
        synchronized (this) {
            if (reason.isPresent()) {
                return;
            }
            reason = due();
        }
        reason.ifPresent(why -> {
            LOG.info("event=pilot-ends worker={} reason=\"{}\"", info.name(), why);
            end.run();
        });
    }

    private Optional<String> due() {
        Instant now = clock.instant();
        if (info.origin().ends() && !now.isBefore(lastMoment())) {
            return Optional.of("its time is over");
        }
        if (!isPilot() || busy > 0) {
            return Optional.empty();
        }
        if (draining) {
            return Optional.of("drained");
        }
        Duration patience = settings.exitWhenIdle().multipliedBy(isAnswered ? 1 : UNANSWERED);
        return Optional.of(Pilots.IDLE + " for " + patience.toSeconds() + " s")
                .filter(idle -> !now.isBefore(idleSince.plus(patience)));
    }

    private Instant lastMoment() {
        return info.origin().endsAt().minus(settings.endMargin());
    }

    /** The worker has ended in good order: its runs are back in the queue. */
    public void ended() {
        if (isPilot()) {
            synchronized (this) {
                queue.tell(info, PilotNews.ended(reason.orElse("told to end")));
            }
        }
    }
}
