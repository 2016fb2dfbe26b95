package lab.obscura.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import lab.obscura.platform.DaemonThreads;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.PeriodicThread;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.edge.OpenAnswer;
import lab.obscura.queue.Run;
import lab.obscura.queue.journal.RunJournal;
import lab.obscura.queue.journal.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells browsers what happens in runs, from the journal in the database: its numbers survive a restart and are the same on every
 * host, so a stream resumes wherever it is opened again. One statement twice a second finds out which open streams have news.
 */
@Component
final class RunStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunStreams.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final RunReference reference;
    private final RunJournal journal;
    private final JournalHeads heads;
    private final Clock clock;
    private final Set<RunStream> streams = ConcurrentHashMap.newKeySet();
    private final EndlessLoop polls;
    private final EndlessLoop writes;
    private final int mostPerAddress;
    /** Asks for news. */
    private final PeriodicThread poller;

    /** Fetch it. None of them ever waits for a reader. */
    private volatile Optional<ExecutorService> writers = Optional.empty();

    RunStreams(
            RunReference reference,
            RunJournal journal,
            JournalHeads heads,
            Clock clock,
            ObscuraProperties properties,
            MeterRegistry metrics) {
        this.reference = reference;
        this.journal = journal;
        this.heads = heads;
        this.clock = clock;
        this.polls = new EndlessLoop("streams-poll", metrics);
        this.poller = new PeriodicThread("streams-poll", polls, this::deliver);
        this.writes = new EndlessLoop("streams-write", metrics);
        this.mostPerAddress = properties.web().streamsPerAddress();
    }

    /** Opens a stream that begins after the given number; false when the run is over and everything was told. */
    boolean open(String id, long lastEventId, String address, Answers answers) throws IOException {
        Run run = reference.find(id);
        long last = Optional.ofNullable(heads.of(Set.of(run.id())).get(run.id().value()))
                .map(JournalHeads.Head::lastEvent)
                .orElse(0L);
        // A number that this run has not come to was another run's, as when "latest" means a newer one now.
        long heard = lastEventId <= last ? lastEventId : 0;
        if (run.state().isOver() && journal.after(run.id(), heard, 1).isEmpty()) {
            return false;
        }
        admit(run, heard, address, answers);
        return true;
    }

    /** Begins a streaming answer. */
    @FunctionalInterface
    interface Answers {
        OpenAnswer open() throws IOException;
    }

    /** How many are open. */
    int count() {
        return streams.size();
    }

    private synchronized void admit(Run run, long heard, String address, Answers answers) throws IOException {
        if (streams.stream().filter(stream -> stream.isFrom(address)).count() >= mostPerAddress) {
            throw new Problem(
                    ErrorType.TOO_MANY_CONNECTIONS,
                    "One address may have " + mostPerAddress + " event streams at a time"
                            + " (obscura.web.streams-per-address). Close some, or ask for the run now and then instead");
        }
        var stream = new RunStream(run.id(), address, answers.open(), heard, clock.instant());
        streams.add(stream);
        stream.onEnd(() -> streams.remove(stream));
    }

    /** Writes what is new to every open stream. */
    void deliver() {
        Map<UUID, JournalHeads.Head> news =
                heads.of(streams.stream().map(RunStream::run).collect(Collectors.toSet()));
        streams.forEach(stream -> polls.guarded(() -> guarded(
                        stream,
                        () -> deliver(
                                stream,
                                Optional.ofNullable(news.get(stream.run().value())))))
                .run());
    }

    /** One broken stream must not hold up the others. */
    private void guarded(RunStream stream, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("event=stream-dropped run={}", stream.run());
            streams.remove(stream);
            stream.abandon();
            throw e;
        }
    }

    private void deliver(RunStream stream, Optional<JournalHeads.Head> head) {
        if (stream.isBlocked()) {
            LOG.info("event=stream-blocked run={} sent={}", stream.run(), stream.sent());
            stream.abandon();
            return;
        }
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

    /** Only what the reader has taken is followed by more, so that a slow one needs no memory. */
    private void later(RunStream stream, Runnable step) {
        if (stream.begin()) {
            writers.ifPresent(running -> running.execute(writes.guarded(() -> guarded(stream, () -> {
                try {
                    step.run();
                } finally {
                    stream.done();
                }
            }))));
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
        writers = Optional.of(
                Executors.newFixedThreadPool(4, DaemonThreads.named("streams-write"))); // before the poller looks at it
        poller.start(POLL);
    }

    /** Ends all streams first, or the graceful end of the web server would wait for them. */
    @Override
    public void stop() {
        poller.stop();
        writers.ifPresent(ExecutorService::shutdownNow);
        writers = Optional.empty();
        streams.forEach(RunStream::end);
    }

    @Override
    public boolean isRunning() {
        return poller.isRunning();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
