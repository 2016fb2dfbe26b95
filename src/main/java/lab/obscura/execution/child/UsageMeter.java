package lab.obscura.execution.child;

import com.sun.management.OperatingSystemMXBean;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what its own process uses while it trains and attacks, and says so every few seconds and at the end: also of an attempt that is
 * killed, all but its last seconds are known.
 */
final class UsageMeter implements ProgressListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UsageMeter.class);

    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final double NANOS = 1e9;

    private final ProgressListener events;
    private final LongSupplier processorNanos;
    private final LongSupplier nanoTime;
    private final Supplier<CardMeter> cards;
    private final ScheduledExecutorService clock;
    private CardMeter card = CardMeter.NONE;
    private long cardSince;
    private boolean isOnCard;

    /**
     * @param processorNanos processor time of the process so far
     * @param nanoTime a clock that is never set back
     * @param cards measures the card, when one is in use
     */
    UsageMeter(ProgressListener events, LongSupplier processorNanos, LongSupplier nanoTime, Supplier<CardMeter> cards) {
        this.events = events;
        this.processorNanos = processorNanos;
        this.nanoTime = nanoTime;
        this.cards = cards;
        this.clock = Executors.newSingleThreadScheduledExecutor(UsageMeter::thread);
    }

    /** Starts to measure this process. */
    static UsageMeter ofThisProcess(ProgressListener events) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var meter = new UsageMeter(events, system::getProcessCpuTime, System::nanoTime, CardMeter::ofThisProcess);
        meter.clock.scheduleWithFixedDelay(
                meter::tell, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return meter;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "usage");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void heard(RunEvent event) {
        if (event instanceof RunEvent.Computing computing) {
            begin(computing.onCard());
        }
        events.heard(event);
    }

    private synchronized void begin(boolean onCard) {
        if (onCard && !isOnCard) {
            isOnCard = true;
            cardSince = nanoTime.getAsLong();
            card = cards.get();
        }
    }

    /** Says what was used until now. */
    synchronized void tell() {
        double cardSeconds = isOnCard ? (nanoTime.getAsLong() - cardSince) / NANOS : 0;
        events.heard(new RunEvent.Used(
                Math.max(0, processorNanos.getAsLong()) / NANOS, cardSeconds, isOnCard ? card.joules() : -1));
    }

    /** How the attempt ends does not hang on this. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            tell();
        } catch (UncheckedIOException e) {
            LOG.warn("event=usage-untold cause=\"{}\"", e.getMessage());
        }
    }
}
