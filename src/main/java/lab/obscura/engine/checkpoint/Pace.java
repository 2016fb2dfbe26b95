package lab.obscura.engine.checkpoint;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Says when the last checkpoint is too long ago. Only when a state is written depends on it, never what is computed. */
public final class Pace {

    private final long interval;
    private final LongSupplier nanoTime;
    private long latest;

    /**
     * Begins now.
     *
     * @param interval how much computing may be lost
     * @param nanoTime a clock that is never set back, as {@code System::nanoTime}
     */
    public Pace(Duration interval, LongSupplier nanoTime) {
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
        this.latest = nanoTime.getAsLong();
    }

    boolean isDue() {
        return nanoTime.getAsLong() - latest >= interval;
    }

    void beginAgain() {
        latest = nanoTime.getAsLong();
    }
}
