package lab.obscura.execution.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Written;
import lab.obscura.queue.journal.InterimPicture;
import lab.obscura.queue.journal.JournalBatch;

/**
 * Carries an attempt's events into the database. While that is away they wait here. A point that an earlier attempt has drawn already
 * is left out: a resumed training repeats the steps since its checkpoint.
 */
final class JournalWriter {

    private static final int LARGEST_BATCH = 1000;

    private record Key(String series, double step) {}

    private final QueueLink queue;
    private final Claim claim;
    private final EventTail tail;
    private final AttemptFolder folder;
    private final Set<Key> drawn = new HashSet<>();
    private final Deque<RunEvent> waiting = new ArrayDeque<>();
    private Optional<Sending> sending = Optional.empty();
    private long said;
    private double reached;

    /** What is on its way. Should its answer be lost it goes again as it was, or part of it would be told twice. */
    private record Sending(List<RunEvent> events, JournalBatch batch) {}

    JournalWriter(QueueLink queue, Claim claim, AttemptFolder folder) {
        this.queue = queue;
        this.claim = claim;
        this.folder = folder;
        this.tail = new EventTail(folder.events());
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
        for (Optional<Sending> next = next(); next.isPresent(); next = next()) {
            if (queue.append(claim, next.get().batch()) == Written.NOT_OWNER) {
                return Written.NOT_OWNER;
            }
            List<RunEvent> told = next.get().events();
            latestUsed(told).ifPresent(used -> queue.used(claim, used));
            // Not before: should the way break at what was used, it comes with the batch again.
            sending = Optional.empty();
            show(told); // last: the next picture comes soon
        }
        return Written.STORED;
    }

    private Optional<Sending> next() {
        if (sending.isEmpty() && !waiting.isEmpty()) {
            List<RunEvent> events = Stream.generate(waiting::removeFirst)
                    .limit(Math.min(LARGEST_BATCH, waiting.size()))
                    .toList();
            said += events.size();
            sending = Optional.of(new Sending(events, batch(events)));
        }
        return sending;
    }

    private static Optional<RunEvent.Used> latestUsed(List<RunEvent> events) {
        return events.stream()
                .filter(RunEvent.Used.class::isInstance)
                .map(RunEvent.Used.class::cast)
                .reduce((earlier, later) -> later);
    }

    /** Of several pictures of an attack only the latest is still there. */
    private void show(List<RunEvent> events) {
        Map<String, RunEvent.Interim> latest = new LinkedHashMap<>();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Interim interim) {
                latest.put(interim.attack(), interim);
            }
        }
        latest.values().forEach(interim -> {
            try {
                byte[] png = Files.readAllBytes(folder.interim(interim.attack()));
                queue.show(claim, new InterimPicture(interim.attack(), interim.detail(), png));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read an interim picture of " + claim.run(), e);
            }
        });
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
        String detail = "";
        double progress = 0;
        double checkpoint = 0;
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Progress latest) {
                stage = latest.stage();
                detail = latest.detail();
                progress = Math.min(1, Math.max(0, latest.fraction()));
                reached = progress;
            } else if (event instanceof RunEvent.Point point) {
                points.add(new JournalBatch.Point(point.series(), point.step(), point.value()));
                told.add(new JournalBatch.Event(
                        "point", Map.of("series", point.series(), "step", point.step(), "value", point.value())));
            } else if (event instanceof RunEvent.Log log) {
                told.add(new JournalBatch.Event("log", Map.of("line", log.line())));
            } else if (event instanceof RunEvent.Checkpointed) {
                checkpoint = reached;
            }
        }
        if (!stage.isEmpty()) {
            // Of several in one batch only the latest is news.
            told.add(
                    new JournalBatch.Event("progress", Map.of("stage", stage, "detail", detail, "fraction", progress)));
        }
        return new JournalBatch(said, told, points, stage, detail, progress, checkpoint);
    }
}
