package lab.obscura.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.link.Reaper;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.PeriodicThread;
import org.springframework.context.SmartLifecycle;

/**
 * Does what a worker with a database does for others, for those without: rescues runs, forgets who is gone, removes what nobody wanted of what was
 * uploaded. A service may have no worker of its own.
 */
final class RemoteUpkeep implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration FORGETS = Duration.ofMinutes(10);

    /** As pilots take them unless somebody says otherwise. */
    private static final Duration LEASE_OF_PILOTS = Duration.ofSeconds(60);

    private final QueueLink queue;
    private final UploadedFiles uploads;
    private final Reaper reaper;
    private final Clock clock;
    private final PeriodicThread thread;
    private Instant forgetsAt = Instant.MIN;

    /** @param lease that workers with this service's settings take */
    RemoteUpkeep(QueueLink queue, UploadedFiles uploads, Duration lease, Clock clock, EndlessLoop loop) {
        this.queue = queue;
        this.uploads = uploads;
        Duration longest = lease.compareTo(LEASE_OF_PILOTS) > 0 ? lease : LEASE_OF_PILOTS;
        this.reaper = new Reaper(queue, longest, clock);
        this.clock = clock;
        this.thread = new PeriodicThread("upkeep", loop, this::round);
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
    public void start() {
        thread.start(PAUSE);
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
