package lab.obscura.execution.checkpoints;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lab.obscura.platform.DaemonThreads;
import lab.obscura.queue.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the checkpoints of one attempt from a thread of its own, so that a slow store delays neither its events nor a request to
 * stop. What cannot be published now is published the next time; the attempt goes on.
 */
public final class CheckpointPublishing implements AutoCloseable {

    /** How long the last state may take: a scheduler that wants its node back waits two minutes. */
    public static final Duration LAST_WORDS = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointPublishing.class);

    private final RunId run;
    private final AttemptCheckpoints checkpoints;
    private final boolean isOn;
    private final Duration interval;
    private final Clock clock;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(DaemonThreads.named("publish-checkpoints"));
    private Future<?> underWay = CompletableFuture.completedFuture(null);
    private Instant due;

    CheckpointPublishing(RunId run, AttemptCheckpoints checkpoints, boolean isOn, Duration interval, Clock clock) {
        this.run = run;
        this.checkpoints = checkpoints;
        this.isOn = isOn;
        this.interval = interval;
        this.clock = clock;
        this.due = clock.instant().plus(interval);
    }

    /**
     * Brings the newest checkpoints to this host.
     *
     * @throws DamagedCheckpointsException when there are some and none is whole
     * @throws StoreException when the store cannot be asked: it is worth trying again
     */
    public void begin() {
        if (isOn) {
            checkpoints.begin();
        } else {
            checkpoints.beginUnpublished();
        }
    }

    /** To be called again and again while the attempt runs; returns at once. */
    public void publishWhenDue() {
        Instant now = clock.instant();
        if (isOn && now.isAfter(due) && underWay.isDone()) {
            due = now.plus(interval);
            underWay = thread.submit(this::publish);
        }
    }

    /** Publishes the last state, behind one that may be under way. Returns when that is done, or has taken too long. */
    public void publishLast() throws InterruptedException {
        if (!isOn) {
            return;
        }
        try {
            thread.submit(this::publish).get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("event=checkpoint-not-published run={} cause=\"no end after {}\"", run, LAST_WORDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("CheckpointPublishing catches what can be expected", e.getCause());
        }
    }

    private void publish() {
        try {
            long begun = clock.millis();
            long bytes = checkpoints.publish();
            if (bytes > 0) {
                LOG.info("event=checkpoint-published run={} bytes={} millis={}", run, bytes, clock.millis() - begun);
            }
        } catch (StoreException | UncheckedIOException e) {
            LOG.warn("event=checkpoint-not-published run={} cause=\"{}\"", run, e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
