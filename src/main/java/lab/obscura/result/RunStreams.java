package lab.obscura.result;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lab.obscura.queue.Run;
import lab.obscura.queue.RunJournal;
import lab.obscura.queue.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells browsers what happens in runs, from the journal in the data base: its numbers survive a restart and are the same on every
 * host, so a stream goes on wherever it is opened again. One statement twice a second finds out which open streams have news.
 */
@Component
final class RunStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunStreams.class);
    private static final long POLL_MILLIS = 500;
    private static final int BATCH = 500;
    private static final long FOREVER = 0L;

    private final RunReference reference;
    private final RunJournal journal;
    private final JournalHeads heads;
    private final Clock clock;
    private final Set<RunStream> streams = ConcurrentHashMap.newKeySet();
    private Optional<Threads> threads = Optional.empty();

    RunStreams(RunReference reference, RunJournal journal, JournalHeads heads, Clock clock) {
        this.reference = reference;
        this.journal = journal;
        this.heads = heads;
        this.clock = clock;
    }

    /** One thread asks for news, a few write, so that a slow reader holds up nobody but the readers beside it. */
    private record Threads(ScheduledExecutorService poller, ExecutorService writers) {

        void end() {
            poller.shutdownNow();
            writers.shutdownNow();
        }
    }

    /** A stream that begins after the given number; empty when the run is over and everything was told. */
    Optional<SseEmitter> open(String id, long lastEventId) {
        Run run = reference.find(id);
        long last = Optional.ofNullable(heads.of(Set.of(run.id())).get(run.id().value()))
                .map(JournalHeads.Head::lastEvent)
                .orElse(0L);
        // A number that this run has not come to was another run's, as when "latest" means a newer one now.
        long heard = lastEventId <= last ? lastEventId : 0;
        if (run.state().isOver() && journal.after(run.id(), heard, 1).isEmpty()) {
            return Optional.empty();
        }
        var stream = new RunStream(run.id(), new SseEmitter(FOREVER), heard, clock.instant());
        stream.onEnd(() -> streams.remove(stream));
        streams.add(stream);
        return Optional.of(stream.emitter());
    }

    /** Writes what is new to every open stream. */
    void deliver() {
        try {
            Map<UUID, JournalHeads.Head> news =
                    heads.of(streams.stream().map(RunStream::run).collect(Collectors.toSet()));
            streams.forEach(stream -> guarded(
                    stream,
                    () -> deliver(
                            stream, Optional.ofNullable(news.get(stream.run().value())))));
        } catch (RuntimeException e) { // or the poller would never look again
            LOG.warn("event=streams-wait open={} cause=\"{}\"", streams.size(), e.getMessage());
        }
    }

    /** One broken stream must not hold up the others. */
    private void guarded(RunStream stream, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("event=stream-dropped run={}", stream.run(), e);
            streams.remove(stream);
            stream.abandon(e);
        }
    }

    private void deliver(RunStream stream, Optional<JournalHeads.Head> head) {
        boolean told = head.map(h -> stream.hasSent(h.lastEvent())).orElse(true);
        boolean over = head.map(h -> h.state().isOver()).orElse(true);
        if (told && over) {
            stream.end();
        } else if (told) {
            if (stream.isQuiet(clock.instant())) {
                later(stream, () -> stream.ping(clock.instant()));
            }
        } else {
            later(stream, () -> write(stream));
        }
    }

    /** A slow reader may hold up a writer, never the thread that looks for news. */
    private void later(RunStream stream, Runnable step) {
        if (stream.begin()) {
            threads.ifPresent(running -> running.writers()
                    .execute(() -> guarded(stream, () -> {
                        try {
                            step.run();
                        } finally {
                            stream.done();
                        }
                    })));
        }
    }

    private void write(RunStream stream) {
        try {
            List<StoredEvent> batch = journal.after(stream.run(), stream.sent(), BATCH);
            stream.send(batch, clock.instant());
        } catch (DataAccessException e) {
            LOG.warn(
                    "event=stream-waits run={} cause=\"{}\"",
                    stream.run(),
                    e.getMostSpecificCause().getMessage());
        }
    }

    @Override
    public void start() {
        var running = new Threads(
                Executors.newSingleThreadScheduledExecutor(task -> thread(task, "streams-poll")),
                Executors.newFixedThreadPool(4, task -> thread(task, "streams-write")));
        running.poller().scheduleWithFixedDelay(this::deliver, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        threads = Optional.of(running);
    }

    private static Thread thread(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends all streams first, or the graceful end of the web server would wait for them. */
    @Override
    public void stop() {
        threads.ifPresent(Threads::end);
        threads = Optional.empty();
        streams.forEach(RunStream::end);
    }

    @Override
    public boolean isRunning() {
        return threads.isPresent();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
