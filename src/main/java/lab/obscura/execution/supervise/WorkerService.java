package lab.obscura.execution.supervise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.execution.checkpoints.CheckpointPublishing;
import lab.obscura.execution.link.AttemptEnding;
import lab.obscura.execution.pilot.SelfCheck;
import lab.obscura.execution.remote.NotAdmitted;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.PeriodicThread;
import lab.obscura.platform.start.StartException;
import lab.obscura.queue.Claim;
import lab.obscura.queue.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Executes runs in slots: each claims the next run, supervises its attempt, and claims again. */
final class WorkerService implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerService.class);
    /** The heartbeat reports what was found: it must not wait for a driver itself. */
    private static final Duration BETWEEN_CARDS = Duration.ofSeconds(10);

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    private final WorkerParts parts;
    private final SelfCheck check;
    private final Sweeper sweeper;
    private final HeartbeatService heartbeat;
    /** Not in pilots: it takes a connection, which behind a pool of transactions hears nothing. */
    private final Optional<QueueListener> listener;

    private final EndlessLoop slotLoop;
    private final PeriodicThread housekeeping;
    private final PeriodicThread cards;
    private final WakeUp wakeUp = new WakeUp();
    private final List<Thread> slots = new ArrayList<>();
    private final Duration poll;
    private volatile boolean running;

    /** @param check of a pilot, before it begins */
    WorkerService(WorkerParts parts, SelfCheck check) {
        this.parts = parts;
        this.check = check;
        this.sweeper = new Sweeper(parts.folders(), parts.published(), parts.queue(), parts.clock());
        this.heartbeat = new HeartbeatService(parts);
        this.listener = parts.queue()
                .announcements()
                .filter(connections -> !parts.life().isPilot())
                .map(connections -> new QueueListener(
                        connections, this::announced, new EndlessLoop("queue-listener", parts.metrics())));
        this.slotLoop = new EndlessLoop("slot", parts.metrics());
        this.poll = poll(parts);
        var besides = new EndlessLoop("housekeeping", parts.metrics());
        this.housekeeping = new PeriodicThread("housekeeping", besides, this::tidy);
        this.cards = new PeriodicThread("cards", besides, () -> parts.cards().now());
    }

    @Override
    public void start() {
        parts.life().begin(check);
        running = true;
        join();
        housekeeping.start(Duration.ZERO, BETWEEN_SWEEPS);
        cards.start(Duration.ZERO, BETWEEN_CARDS);
        for (int slot = 0; slot < parts.settings().slots(); slot++) {
            slots.add(new Thread(this::work, "slot-" + slot));
        }
        slots.forEach(Thread::start);
        listener.ifPresent(WorkerService::listen);
        LOG.info("event=worker-started worker={} slots={}", parts.info().name(), slots.size());
    }

    private void join() {
        try {
            heartbeat.start();
            handsOver().ifPresent(problem -> {
                heartbeat.stop();
                throw new StartException(ExitCode.UNAVAILABLE, problem);
            });
        } catch (NotAdmitted e) {
            throw new StartException(ExitCode.SETTINGS, e.getMessage(), e);
        }
    }

    /** What keeps large files from the service; a pilot has found that out by its self-check. */
    private Optional<String> handsOver() {
        return parts.settings().isRemote() && !parts.life().isPilot()
                ? parts.published().problem()
                : Optional.empty();
    }

    private static void listen(QueueListener listener) {
        var ears = new Thread(listener, "queue-listener");
        ears.setDaemon(true);
        ears.start();
    }

    /** A cancellation is heard by the next heartbeat: it need not wait for its time. */
    private void announced(String what) {
        wakeUp.ring();
        if (what.equals(Queue.CANCEL)) {
            heartbeat.beatNow();
        }
    }

    private void work() {
        try {
            while (running) {
                if (!slotLoop.survives(this::turn)) {
                    WakeUp.pause(parts.settings().poll());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Up to a fifth longer or shorter, each worker its own: many that were started at once must not ask at once. */
    private static Duration poll(WorkerParts parts) {
        long share = Math.floorMod(parts.info().id().value().getLeastSignificantBits(), 401L) - 200;
        Duration usual = parts.settings().poll();
        return usual.plus(usual.multipliedBy(share).dividedBy(1000));
    }

    private void turn() throws InterruptedException {
        long heard = wakeUp.rings();
        Optional<Claim> claim = claim();
        if (claim.isPresent()) {
            execute(claim.get());
        } else {
            parts.life().foundNothing();
            parts.life().look();
            wakeUp.sleep(heard, poll);
        }
    }

    /** Nothing is claimed while there is no disk for what an attempt writes: it would only fail. */
    private Optional<Claim> claim() {
        Optional<String> shortage = parts.disk().shortage();
        if (shortage.isPresent()) {
            LOG.debug(
                    "event=nothing-claimed worker={} cause=\"{}\"", parts.info().name(), shortage.get());
            return Optional.empty();
        }
        return parts.queue()
                .claim(
                        parts.info().offering(parts.cards().offered(parts.info().offers())),
                        parts.settings().lease(),
                        parts.life().prospect());
    }

    /** The outermost edge of an attempt: whatever goes wrong in supervising one, its run goes back to the queue. */
    private void execute(Claim claim) throws InterruptedException {
        LOG.info(
                "event=run-claimed run={} attempt={} worker={}",
                claim.run(),
                claim.attempt(),
                parts.info().name());
        var control = new AttemptControl(claim);
        heartbeat.add(control);
        try {
            parts.life().takes();
            if (!running) {
                control.release(); // claimed while stop() was already releasing the others
            }
            new Supervisor(parts, claim, control).execute();
        } catch (RuntimeException | Error e) {
            LOG.error("event=supervision-failed run={} attempt={}", claim.run(), claim.attempt());
            giveUp(claim, e);
            throw e;
        } finally {
            heartbeat.remove(control);
            parts.life().isDone();
        }
    }

    private void giveUp(Claim claim, Throwable cause) {
        try {
            parts.queue().end(claim, AttemptEnding.interrupted("its worker could not continue: " + inPublic(cause)));
        } catch (DataAccessException e) {
            LOG.warn("event=give-up-unwritten run={} cause={}; its lease will end", claim.run(), e.getMessage());
        }
    }

    /** What an exception says may show statements and places on the disk; those are for the log. */
    private static String inPublic(Throwable cause) {
        return cause instanceof DataAccessException
                ? "the database refused what it wrote; its log says more"
                : "a mistake or a full disk (" + cause.getClass().getSimpleName() + "); its log says more";
    }

    private void tidy() {
        parts.queue().forget();
        sweeper.sweep();
        parts.data().sweep();
    }

    @Override
    public void stop() {
        running = false;
        listener.ifPresent(QueueListener::stop);
        housekeeping.stop();
        cards.stop();
        wakeUp.ring();
        try {
            awaitSlots(parts.settings().drainTimeout());
            heartbeat.releaseAll();
            awaitSlots(parts.settings()
                    .releaseGrace()
                    .plus(parts.settings().cancelGrace())
                    .plus(parts.published().isOn() ? CheckpointPublishing.LAST_WORDS : Duration.ZERO)
                    .plusSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heartbeat.stop();
        sayGoodbye();
    }

    private void sayGoodbye() {
        try {
            parts.life().ended();
        } catch (DataAccessException e) {
            LOG.warn("event=end-unwritten worker={} cause={}", parts.info().name(), e.getMessage());
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
