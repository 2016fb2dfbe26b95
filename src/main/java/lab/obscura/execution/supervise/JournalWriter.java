package lab.obscura.execution.supervise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Written;
import lab.obscura.queue.journal.JournalBatch;
import lab.obscura.queue.journal.RunJournal;

/**
 * Carries an attempt's events into the database. While that is away they wait here. A point that an earlier attempt has drawn already
 * is left out: a resumed training repeats the steps since its checkpoint.
 */
final class JournalWriter {

    private static final int LARGEST_BATCH = 1000;

    private record Key(String series, double step) {}

    private final RunJournal journal;
    private final Claim claim;
    private final EventTail tail;
    private final Set<Key> drawn = new HashSet<>();
    private final Deque<RunEvent> waiting = new ArrayDeque<>();
    private double reached;

    JournalWriter(RunJournal journal, Claim claim, EventTail tail) {
        this.journal = journal;
        this.claim = claim;
        this.tail = tail;
    }

    void alreadyDrawn(String series, double step) {
        drawn.add(new Key(series, step));
    }

    /** Takes the points over that an earlier attempt has said but that nobody stored. */
    void addPointsOf(EventTail earlier) {
        for (List<RunEvent> events = earlier.next(); !events.isEmpty(); events = earlier.next()) {
            events.stream()
                    .filter(event -> event instanceof RunEvent.Point)
                    .filter(this::isNew)
                    .forEach(waiting::add);
        }
    }

    /**
     * Writes everything that is new.
     *
     * @throws org.springframework.dao.DataAccessException when the database is away; nothing is lost then
     */
    Written flush() {
        collect();
        while (!waiting.isEmpty()) {
            List<RunEvent> next = waiting.stream().limit(LARGEST_BATCH).toList();
            if (journal.append(claim, batch(next)) == Written.NOT_OWNER) {
                return Written.NOT_OWNER;
            }
            next.forEach(event -> waiting.removeFirst());
        }
        return Written.STORED;
    }

    private void collect() {
        for (List<RunEvent> events = tail.next(); !events.isEmpty(); events = tail.next()) {
            events.stream().filter(this::isNew).forEach(waiting::add);
        }
    }

    private boolean isNew(RunEvent event) {
        return !(event instanceof RunEvent.Point point)
                || Double.isFinite(point.value()) && drawn.add(new Key(point.series(), point.step()));
    }

    private JournalBatch batch(List<RunEvent> events) {
        List<JournalBatch.Event> told = new ArrayList<>();
        List<JournalBatch.Point> points = new ArrayList<>();
        String stage = "";
        double progress = 0;
        double checkpoint = 0;
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Progress latest) {
                stage = latest.stage();
                progress = Math.min(1, Math.max(0, latest.fraction()));
                reached = progress;
            } else if (event instanceof RunEvent.Point point) {
                points.add(new JournalBatch.Point(point.series(), point.step(), point.value()));
                told.add(new JournalBatch.Event(
                        "point", Map.of("series", point.series(), "step", point.step(), "value", point.value())));
            } else if (event instanceof RunEvent.Log log) {
                told.add(new JournalBatch.Event("log", Map.of("line", log.line())));
            } else {
                checkpoint = reached;
            }
        }
        if (!stage.isEmpty()) {
            // Of several in one batch only the latest is news.
            told.add(new JournalBatch.Event("progress", Map.of("stage", stage, "fraction", progress)));
        }
        return new JournalBatch(told, points, stage, progress, checkpoint);
    }
}
