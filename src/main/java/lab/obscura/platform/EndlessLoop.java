package lab.obscura.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * What must go on as long as the process: whatever one round throws, an {@link Error} too, is logged and counted, and the next round can
 * come. A thread that died of it would leave a process behind that answers and does nothing.
 */
public final class EndlessLoop {

    private static final Logger LOG = LoggerFactory.getLogger(EndlessLoop.class);
    private static final String METER = "obscura.loop.errors";

    private final String name;
    private final Counter errors;

    /** @param name as the log and the metric's label {@code loop} show it */
    public EndlessLoop(String name, MeterRegistry metrics) {
        this.name = name;
        this.errors = Counter.builder(METER)
                .description("Rounds of a loop that ended by an error; the loop went on")
                .tag("loop", name)
                .register(metrics);
    }

    /** One round of a loop. An {@link InterruptedException} is no error: it asks the loop to end. */
    @FunctionalInterface
    public interface Round {
        void run() throws Exception;
    }

    /**
     * Does one round.
     *
     * @return whether it went through; if not, the loop should pause before the next one
     */
    public boolean survives(Round round) throws InterruptedException {
        try {
            round.run();
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            report(e);
            return false;
        }
    }

    /** The same as a task for an executor, which would never call again one that threw. */
    public Runnable guarded(Round round) {
        return () -> {
            try {
                survives(round);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Without memory even a log line may fail. */
    private void report(Throwable e) {
        try {
            errors.increment();
            if (e instanceof DataAccessException) {
                LOG.warn("event=database-away loop={} cause=\"{}\"", name, e.getMessage());
            } else {
                LOG.error("event=loop-error loop={}", name, e);
            }
        } catch (Throwable unspeakable) {
            errors.increment();
        }
    }
}
