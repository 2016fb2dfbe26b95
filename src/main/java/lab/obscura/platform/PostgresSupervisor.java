package lab.obscura.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the built-in PostgreSQL: one that was killed, as by a machine without memory, is started again at the same address, where the
 * pool finds it. When it does not come back for a while, the whole process ends, so that whoever looks after that hears of it.
 */
final class PostgresSupervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSupervisor.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final EmbeddedPostgres postgres;
    private final Duration patience;
    private final Runnable giveUp;
    private final EndlessLoop loop;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param patience for how long to try
     * @param giveUp what to do then
     * @param loop keeps the watch going whatever goes wrong
     */
    PostgresSupervisor(EmbeddedPostgres postgres, Duration patience, Runnable giveUp, EndlessLoop loop) {
        this.postgres = postgres;
        this.patience = patience;
        this.giveUp = giveUp;
        this.loop = loop;
        this.thread = new Thread(this::watch, "postgres-supervisor");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            watchUntilClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchUntilClosed() throws InterruptedException {
        long lastSeen = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(INTERVAL.toNanos());
            if (closed || loop.survives(this::bringBack)) {
                lastSeen = System.nanoTime();
            } else if (System.nanoTime() - lastSeen > patience.toNanos()) {
                LOG.error("event=postgres-lost for={}s", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastSeen));
                giveUp.run();
                return;
            }
        }
    }

    private void bringBack() throws IOException {
        if (!postgres.isRunning()) {
            LOG.warn("event=postgres-died");
            postgres.relaunch();
            LOG.warn("event=postgres-restarted");
        }
    }

    /** Whatever it is doing is done to its end: a server that is just being started must be there to be stopped. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
