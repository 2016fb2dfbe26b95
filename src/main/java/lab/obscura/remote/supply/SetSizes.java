package lab.obscura.remote.supply;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.platform.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many bytes data sets have, looked up once a minute beside those who ask: a set may have very many files, and its disk may hang. Nobody waits
 * for news as long as something is known. Safe for use by several threads.
 */
final class SetSizes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SetSizes.class);
    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final long PATIENCE_SECONDS = 2;

    private final ToLongFunction<String> lookUp;
    private final Clock clock;
    private final Map<String, Long> known = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("size-files"));
    private Instant begunAt = Instant.MIN;
    private CompletableFuture<Void> round = CompletableFuture.completedFuture(null);

    /** @param lookUp bytes of the files of the set with an id; throws a {@link DataException} where they cannot be looked at */
    SetSizes(ToLongFunction<String> lookUp, Clock clock) {
        this.lookUp = lookUp;
        this.clock = clock;
    }

    /** Bytes by id, of those that are known. */
    Map<String, Long> of(List<String> ids) {
        CompletableFuture<Void> latest = latest(ids);
        if (known.isEmpty()) {
            await(latest);
        }
        return Map.copyOf(known);
    }

    private synchronized CompletableFuture<Void> latest(List<String> ids) {
        Instant now = clock.instant();
        if (round.isDone() && !now.isBefore(begunAt.plus(HOLD))) {
            begunAt = now;
            round = CompletableFuture.runAsync(() -> ids.forEach(this::measure), thread);
        }
        return round;
    }

    /** What cannot be looked at keeps its size: its disk may be away for a while. */
    private void measure(String id) {
        try {
            known.put(id, lookUp.applyAsLong(id));
        } catch (DataException unreadable) {
            LOG.debug("event=data-set-without-size dataset={} cause=\"{}\"", id, unreadable.getMessage());
        } catch (RuntimeException unforeseen) { // the sets behind it are looked at all the same
            LOG.warn("event=data-set-without-size dataset={}", id, unforeseen);
        }
    }

    private static void await(CompletableFuture<Void> round) {
        try {
            round.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException notNow) {
            LOG.debug("event=sizes-unknown cause=\"{}\"", notNow.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
