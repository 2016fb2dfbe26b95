package lab.obscura.execution.supervise;

import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.execution.child.EventWriter;
import lab.obscura.execution.datasets.DataAwayException;
import lab.obscura.execution.datasets.DataRefusedException;
import lab.obscura.execution.datasets.NoRoomException;
import lab.obscura.execution.link.AttemptEnding;
import lab.obscura.platform.DaemonThreads;
import lab.obscura.queue.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the data sets of an attempt that are fetched from the service, from a thread that still hears what is wanted meanwhile. */
final class DataArrival {

    private static final Logger LOG = LoggerFactory.getLogger(DataArrival.class);
    private static final long LOOK_MILLIS = 200;
    private static final long PAUSE_SECONDS = 2;

    private final WorkerParts parts;
    private final Claim claim;
    private final AttemptControl control;
    private final AttemptFolder folder;
    private final Runnable carryEvents;
    private final AtomicReference<Instant> heardAt;

    /** @param carryEvents tells what is told of the attempt so far */
    DataArrival(WorkerParts parts, Claim claim, AttemptControl control, AttemptFolder folder, Runnable carryEvents) {
        this.parts = parts;
        this.claim = claim;
        this.control = control;
        this.folder = folder;
        this.carryEvents = carryEvents;
        this.heardAt = new AtomicReference<>(parts.clock().instant());
    }

    /**
     * Returns whether the attempt may begin. When not, what becomes of the run is written.
     *
     * @throws DataAwayException when nothing has come for the longest outage
     */
    boolean begin() throws InterruptedException {
        if (!parts.data().fetches()) {
            return true;
        }
        ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("fetch-data"));
        try (var words = new EventWriter(folder.events(), parts.clock())) {
            while (control.latest() == AttemptControl.StopRequest.CONTINUE) {
                if (hasCome(thread, words)) {
                    return true;
                }
            }
        } catch (DataRefusedException e) {
            parts.queue().end(claim, AttemptEnding.failed(e.getMessage()));
            return false;
        } catch (NoRoomException e) {
            LOG.warn("event=no-room-for-data run={} cause=\"{}\"", claim.run(), e.getMessage());
            parts.queue()
                    .end(
                            claim,
                            AttemptEnding.givenBack(
                                    "worker " + parts.info().name() + " has no room for its data. " + e.getMessage()));
            return false;
        } finally {
            thread.shutdownNow();
        }
        Unbegun.giveUp(parts, claim, control);
        return false;
    }

    /** False when it was stopped, or is worth another try. */
    private boolean hasCome(ExecutorService thread, EventWriter words) throws InterruptedException {
        Future<Boolean> coming = thread.submit(() -> {
            parts.data().bring(claim.definition(), folder.data(), event -> hear(words, event));
            return true;
        });
        try {
            while (control.latest() == AttemptControl.StopRequest.CONTINUE) {
                try {
                    return coming.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    parts.disk().shortage().ifPresent(shortage -> control.diskFull());
                    carryEvents.run();
                }
            }
            return false;
        } catch (ExecutionException e) {
            await(e.getCause());
            return false;
        } finally {
            coming.cancel(true);
        }
    }

    private void hear(EventWriter words, RunEvent event) {
        heardAt.set(parts.clock().instant());
        words.heard(event);
    }

    private void await(Throwable cause) throws InterruptedException {
        if (cause instanceof DataAwayException away
                && parts.clock()
                        .instant()
                        .isBefore(heardAt.get().plus(parts.settings().longestOutage()))) {
            LOG.warn("event=data-awaited run={} cause=\"{}\"", claim.run(), away.getMessage());
            carryEvents.run();
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        } else if (cause instanceof RuntimeException problem) {
            throw problem;
        } else {
            throw new IllegalStateException("Data could not be fetched", cause);
        }
    }
}
