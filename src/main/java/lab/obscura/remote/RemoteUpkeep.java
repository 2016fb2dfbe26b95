package lab.obscura.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.link.Reaper;
import lab.obscura.platform.EndlessLoop;
import org.springframework.context.SmartLifecycle;

/**
 * Does what a worker with a database does for others, for those without: rescues runs, forgets who is gone, removes what nobody wanted of what was
 * uploaded. A service may have no worker of its own.
 */
final class RemoteUpkeep implements SmartLifecycle {

    private static final long SECONDS = 5;
    private static final Duration FORGETS = Duration.ofMinutes(10);

    /** As pilots take them unless somebody says otherwise. */
    private static final Duration LEASE_OF_PILOTS = Duration.ofSeconds(60);

    private final QueueLink queue;
    private final UploadedFiles uploads;
    private final Reaper reaper;
    private final Clock clock;
    private final EndlessLoop loop;
    private Instant forgetsAt = Instant.MIN;
    private ScheduledExecutorService executor;

    /** @param lease that workers with this service's settings take */
    RemoteUpkeep(QueueLink queue, UploadedFiles uploads, Duration lease, Clock clock, EndlessLoop loop) {
        this.queue = queue;
        this.uploads = uploads;
        Duration longest = lease.compareTo(LEASE_OF_PILOTS) > 0 ? lease : LEASE_OF_PILOTS;
        this.reaper = new Reaper(queue, longest, clock);
        this.clock = clock;
        this.loop = loop;
    }

    private void round() {
        try {
            reaper.look();
        } catch (RuntimeException e) {
            reaper.disconnected();
            throw e;
        }
        if (clock.instant().isAfter(forgetsAt)) {
            forgetsAt = clock.instant().plus(FORGETS);
            queue.forget();
            uploads.sweep();
        }
    }

    @Override
    public synchronized void start() {
        executor = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "upkeep"));
        executor.scheduleWithFixedDelay(loop.guarded(this::round), SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
