package lab.obscura.cluster;

import java.time.Duration;
import lab.obscura.platform.EndlessLoop;
import org.springframework.context.SmartLifecycle;

/** The thread that scales. Whatever a command of the batch system does, nobody else waits for it. */
final class ClusterService implements SmartLifecycle {

    private final Autoscaler autoscaler;
    private final ClusterLock lock;
    private final Duration interval;
    private final EndlessLoop loop;
    private volatile boolean running;
    private Thread thread;

    ClusterService(Autoscaler autoscaler, ClusterLock lock, Duration interval, EndlessLoop loop) {
        this.autoscaler = autoscaler;
        this.lock = lock;
        this.interval = interval;
        this.loop = loop;
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::scale, "cluster");
        thread.setDaemon(true);
        thread.start();
    }

    private void scale() {
        try (lock) {
            while (running) {
                var pause = new Duration[] {interval};
                loop.survives(() -> pause[0] = look());
                Thread.sleep(pause[0].toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait before the next one. */
    private Duration look() throws Exception {
        return lock.isOurs() ? autoscaler.tick() : interval;
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
