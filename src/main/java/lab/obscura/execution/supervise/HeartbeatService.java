package lab.obscura.execution.supervise;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.link.Reaper;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.PeriodicThread;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.workers.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this worker is there and keeps its runs, from a thread and by a way of its own, until the last attempt has really
 * ended; a slow request or a full pool cannot cost a lease. Looks after other workers' leases, too.
 */
final class HeartbeatService {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatService.class);

    /** A third of the silence after which a worker is called dead. */
    private static final Duration REGISTRATION = Workers.SILENCE.dividedBy(3);

    private final WorkerInfo info;
    private final WorkerParts parts;
    private final QueueLink queue;
    private final Reaper reaper;
    private final PeriodicThread thread;
    private long nextRegistration;
    private final Set<AttemptControl> pulses = ConcurrentHashMap.newKeySet();

    HeartbeatService(WorkerParts parts) {
        this.info = parts.info();
        this.parts = parts;
        this.queue = parts.queue().beside("obscura-heartbeat");
        this.reaper = new Reaper(queue, parts.settings().lease(), parts.clock());
        this.thread = new PeriodicThread("heartbeat", new EndlessLoop("heartbeat", parts.metrics()), this::beat);
    }

    /** Registers the worker, then beats until {@link #stop}. */
    void start() {
        nextRegistration = System.nanoTime();
        register();
        thread.start(parts.settings().heartbeat());
    }

    void add(AttemptControl control) {
        pulses.add(control);
    }

    void remove(AttemptControl control) {
        pulses.remove(control);
    }

    /** The worker ends: every attempt that still lives shall end, and its run go back. */
    void releaseAll() {
        pulses.forEach(AttemptControl::release);
    }

    /** Does not wait for the next beat, as when a cancellation was announced. */
    void beatNow() {
        thread.now();
    }

    private void beat() {
        try {
            for (AttemptControl control : pulses) {
                control.heard(queue.heartbeat(control.claim(), parts.settings().lease()));
            }
            register();
            reaper.look();
            parts.life().look();
        } catch (RuntimeException | Error e) {
            reaper.disconnected();
            throw e;
        }
    }

    /** Again and again, should another have forgotten this worker meanwhile; but not with every beat, because its row is long. */
    private void register() {
        if (System.nanoTime() - nextRegistration >= 0) {
            nextRegistration = System.nanoTime() + REGISTRATION.toNanos();
            if (queue.register(info, parts.cards().latest(), parts.life().knownProspect())) {
                parts.life().drained();
            }
        }
    }

    /** To be called when no attempt lives any more. The worker's row goes with its last beat. */
    void stop() {
        thread.stop(); // a last beat would write the row again
        try {
            queue.remove(info.id());
        } catch (RuntimeException e) {
            LOG.debug("event=worker-row-stays cause={}", e.getMessage());
        } finally {
            queue.close();
        }
    }
}
