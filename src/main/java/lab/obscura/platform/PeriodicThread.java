package lab.obscura.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does the same again and again, from its start to its stop. What one round throws does not keep the next from coming, see
 * {@link EndlessLoop}. It may be started again after a stop. Safe for use by several threads.
 */
public final class PeriodicThread {

    /** A round that does not heed its interrupt must not keep the whole program from ending. */
    private static final Duration LAST_ROUND = Duration.ofSeconds(2);

    private final String name;
    private final EndlessLoop loop;
    private final EndlessLoop.Round round;
    private Optional<ScheduledExecutorService> executor = Optional.empty();

    /**
     * @param name of the thread
     * @param round is interrupted by a stop
     */
    public PeriodicThread(String name, EndlessLoop loop, EndlessLoop.Round round) {
        this.name = name;
        this.loop = loop;
        this.round = round;
    }

    /**
     * Begins, unless it has begun already.
     *
     * @param first after which the first round comes
     * @param pause between the end of a round and the next one
     */
    public synchronized void start(Duration first, Duration pause) {
        if (isRunning()) {
            return;
        }
        ScheduledExecutorService begun = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named(name));
        begun.scheduleWithFixedDelay(loop.guarded(round), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        executor = Optional.of(begun);
    }

    /** The same with the pause before the first round. */
    public void start(Duration pause) {
        start(pause, pause);
    }

    /** Does not wait for the next round; nothing while it is stopped. */
    public synchronized void now() {
        executor.ifPresent(running -> running.execute(loop.guarded(round)));
    }

    /** Interrupts the round that is under way, and waits two seconds for its end at most. Afterwards none begins. */
    public void stop() {
        Optional<ScheduledExecutorService> ending = taken();
        ending.ifPresent(ScheduledExecutorService::shutdownNow);
        try {
            if (ending.isPresent()) {
                ending.get().awaitTermination(LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<ScheduledExecutorService> taken() {
        Optional<ScheduledExecutorService> running = executor;
        executor = Optional.empty();
        return running;
    }

    /** Whether it was started and not stopped. */
    public synchronized boolean isRunning() {
        return executor.isPresent();
    }
}
