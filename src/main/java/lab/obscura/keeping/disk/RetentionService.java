package lab.obscura.keeping.disk;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import lab.obscura.account.Actor;
import lab.obscura.keeping.DeletionView;
import lab.obscura.keeping.Deletions;
import lab.obscura.keeping.RunMarks;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.PeriodicThread;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Archives and deletes old runs by rule, drops the progress of those that have ended and what is left of their checkpoints, every hour. */
@Component
final class RetentionService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionService.class);
    private static final int BATCH = 200;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final ObscuraProperties.Retention rules;
    private final OldRuns old;
    private final Deletions deletions;
    private final RunMarks marks;
    private final OldEvents events;
    private final PublishedLeftovers leftovers;
    private final Queue queue;
    private final PeriodicThread thread;

    RetentionService(
            ObscuraProperties properties,
            OldRuns old,
            Deletions deletions,
            RunMarks marks,
            OldEvents events,
            PublishedLeftovers leftovers,
            Queue queue,
            MeterRegistry metrics) {
        this.rules = properties.retention();
        this.old = old;
        this.deletions = deletions;
        this.marks = marks;
        this.events = events;
        this.leftovers = leftovers;
        this.queue = queue;
        this.thread = new PeriodicThread("retention", new EndlessLoop("retention", metrics), this::apply);
    }

    @Override
    public void start() {
        thread.start(FIRST, PAUSE);
    }

    /** Does what the rules say, in batches: nobody waits long for the locks of one. */
    void apply() {
        archive();
        delete();
        if (!rules.progress().isZero()) {
            events.drop(rules.progress());
        }
        leftovers.remove();
    }

    private void archive() {
        List<RunId> due = old.toArchive(rules.archive(), BATCH);
        while (!due.isEmpty()) {
            marks.archive(due, true);
            queue.edited(due, Actor.SYSTEM, "archived by obscura.retention.archive");
            LOG.info("event=runs-archived runs={}", due.size());
            due = old.toArchive(rules.archive(), BATCH);
        }
    }

    /** What something else than a pin keeps is found again each time, before the others: the batch grows by it. */
    private void delete() {
        int limit = BATCH;
        List<RunId> due = old.toDelete(rules.delete(), limit);
        while (!due.isEmpty()) {
            DeletionView done = deletions.deletePossible(due, Actor.SYSTEM);
            boolean isLast = due.size() < limit;
            limit = BATCH + done.refused().size();
            due = isLast ? List.of() : old.toDelete(rules.delete(), limit);
        }
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}
