package lab.obscura.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Queue;
import lab.obscura.queue.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Executes runs in slots: each claims the next run, supervises its attempt, and claims again. Heartbeats come from a thread of their
 * own, until the last attempt has really ended.
 */
final class WorkerService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerService.class);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final long TIDY_MINUTES = 10;

    private final WorkerParts parts;
    private final Workers workers;
    private final QueueListener listener;
    private final WakeUp wakeUp = new WakeUp();
    private final Reaper reaper;
    private final Set<Pulse> pulses = ConcurrentHashMap.newKeySet();
    private final List<Thread> slots = new ArrayList<>();
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "heartbeat"));
    private volatile boolean running;

    WorkerService(WorkerParts parts, Workers workers, DataSource dataSource) {
        this.parts = parts;
        this.workers = workers;
        this.listener = new QueueListener(dataSource, this::announced);
        this.reaper = new Reaper(parts.leases(), parts.settings().lease(), parts.clock());
    }

    @Override
    public void start() {
        running = true;
        workers.register(parts.info());
        heart.scheduleWithFixedDelay(this::tidy, 0, TIDY_MINUTES, TimeUnit.MINUTES);
        long beat = parts.settings().heartbeat().toMillis();
        heart.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
        for (int slot = 0; slot < parts.settings().slots(); slot++) {
            slots.add(new Thread(this::work, "slot-" + slot));
        }
        slots.forEach(Thread::start);
        var ears = new Thread(listener, "queue-listener");
        ears.setDaemon(true);
        ears.start();
        LOG.info("event=worker-started worker={} slots={}", parts.info().name(), slots.size());
    }

    /** A cancellation is heard by the next heartbeat: it need not wait for its time. */
    private void announced(String what) {
        wakeUp.ring();
        if (what.equals(Queue.CANCEL)) {
            heart.execute(this::beat);
        }
    }

    private void work() {
        while (running) {
            try {
                long heard = wakeUp.rings();
                Optional<Claim> claim =
                        parts.leases().claim(parts.info(), parts.settings().lease());
                if (claim.isPresent()) {
                    execute(claim.get());
                } else {
                    wakeUp.sleep(heard, parts.settings().poll());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException e) {
                LOG.warn("event=queue-away cause={}", e.getMessage());
                pauseAfterTrouble();
            }
        }
    }

    /** The outermost edge of an attempt: whatever goes wrong in supervising one must not take the slot with it. */
    private void execute(Claim claim) throws InterruptedException {
        LOG.info(
                "event=run-claimed run={} attempt={} worker={}",
                claim.run(),
                claim.attempt(),
                parts.info().name());
        var pulse = new Pulse(claim);
        pulses.add(pulse);
        if (!running) {
            pulse.release(); // claimed while stop() was already releasing the others
        }
        try {
            new Supervisor(parts, claim, pulse).execute();
        } catch (RuntimeException e) {
            LOG.error("event=supervision-failed run={} attempt={}", claim.run(), claim.attempt(), e);
            giveUp(claim, e);
            pauseAfterTrouble();
        } finally {
            pulses.remove(pulse);
        }
    }

    private void giveUp(Claim claim, RuntimeException cause) {
        try {
            parts.leases().interrupted(claim, "its worker could not go on: " + inPublic(cause));
        } catch (DataAccessException e) {
            LOG.warn("event=give-up-unwritten run={} cause={}; its lease will end", claim.run(), e.getMessage());
        }
    }

    /** What an exception says may show statements and places on the disk; those are for the log. */
    private static String inPublic(RuntimeException cause) {
        return cause instanceof DataAccessException
                ? "the data base refused what it wrote; its log says more"
                : "a mistake or a full disk (" + cause.getClass().getSimpleName() + "); its log says more";
    }

    private void pauseAfterTrouble() {
        try {
            WakeUp.pause(parts.settings().poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing may escape: the executor would never beat again. */
    private void beat() {
        try {
            for (Pulse pulse : pulses) {
                pulse.heard(
                        parts.leases().heartbeat(pulse.claim(), parts.settings().lease()));
            }
            workers.register(parts.info()); // again, should another have forgotten this worker meanwhile
            if (running) {
                reaper.look();
            }
        } catch (RuntimeException e) {
            reaper.disconnected();
            LOG.warn("event=heartbeat-failed worker={} cause={}", parts.info().name(), e.getMessage());
        }
    }

    private void tidy() {
        try {
            workers.forget(FORGOTTEN);
        } catch (RuntimeException e) {
            LOG.debug("event=tidy-later cause={}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
        listener.stop();
        wakeUp.ring();
        try {
            awaitSlots(parts.settings().drainTimeout());
            pulses.forEach(Pulse::release);
            awaitSlots(parts.settings().cancelGrace().plusSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            heart.shutdownNow();
            heart.awaitTermination(1, TimeUnit.SECONDS); // a last beat would write the row again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            workers.remove(parts.info().id());
        } catch (DataAccessException e) {
            LOG.debug("event=worker-row-stays cause={}", e.getMessage());
        }
    }

    private void awaitSlots(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread slot : slots) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left > 0) {
                slot.join(left);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
