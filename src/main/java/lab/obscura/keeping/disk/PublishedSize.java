package lab.obscura.keeping.disk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.platform.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What published checkpoints take in their store. A bucket is counted by listing it, which takes its time and may cost money, and a store that is away
 * may say so after minutes only: so it is asked by a thread of its own, nobody waits long for it, and what it said is good for a while.
 */
@Component
final class PublishedSize implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedSize.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final PublishedCheckpoints published;
    private final Clock clock;
    private final Duration patience;
    private final ExecutorService thread;
    private Future<Counted> underWay;
    private Counted last = new Counted(OptionalLong.empty(), Instant.MIN);

    private record Counted(OptionalLong bytes, Instant at) {}

    @Autowired
    PublishedSize(PublishedCheckpoints published, Clock clock) {
        this(
                published,
                clock,
                Duration.ofSeconds(3),
                Executors.newSingleThreadExecutor(DaemonThreads.named("published-size")));
    }

    /**
     * @param patience how long a caller waits for the store
     * @param thread that asks it; ended with this
     */
    PublishedSize(PublishedCheckpoints published, Clock clock, Duration patience, ExecutorService thread) {
        this.published = published;
        this.clock = clock;
        this.patience = patience;
        this.thread = thread;
    }

    /** Whether there is a store that the operator chose. */
    boolean isOn() {
        return published.isOn();
    }

    /**
     * Bytes; empty when the store does not say.
     *
     * @param isFresh whether to ask again although the last answer is good; that one still serves when the store takes long
     */
    synchronized OptionalLong bytes(boolean isFresh) {
        take(Duration.ZERO);
        if (isFresh || !isGood()) {
            if (underWay == null) {
                underWay = thread.submit(this::count);
            }
            take(patience);
        }
        return isGood() ? last.bytes() : OptionalLong.empty();
    }

    private boolean isGood() {
        return last.bytes().isPresent() && last.at().plus(GOOD_FOR).isAfter(clock.instant());
    }

    private Counted count() {
        long bytes = published.bytes();
        return new Counted(OptionalLong.of(bytes), clock.instant());
    }

    /** Takes what the thread has found, if it has within this time. */
    private void take(Duration within) {
        if (underWay == null) {
            return;
        }
        try {
            last = underWay.get(within.toMillis(), TimeUnit.MILLISECONDS);
            underWay = null;
        } catch (TimeoutException later) {
            LOG.debug("event=published-size-awaited");
        } catch (ExecutionException e) {
            LOG.warn("event=published-size-unknown cause=\"{}\"", e.getCause().getMessage());
            last = new Counted(OptionalLong.empty(), clock.instant());
            underWay = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
