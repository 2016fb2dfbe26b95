package lab.obscura.engine.checkpoint;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Says when the last checkpoint is too long ago. Only when a state is written depends on it, never what is computed. */
public final class Pace {

    private final long interval;
    private final LongSupplier nanoTime;
    private final BooleanSupplier hurry;
    private long latest;

    /**
     * Begins now.
     *
     * @param interval how much computing may be lost
     * @param nanoTime a clock that is never set back, as {@code System::nanoTime}
     */
    public Pace(Duration interval, LongSupplier nanoTime) {
        this(interval, nanoTime, () -> false);
    }

    /** @param hurry whether one is due whatever the time, because the computation is about to end */
    public Pace(Duration interval, LongSupplier nanoTime, BooleanSupplier hurry) {
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
        this.hurry = hurry;
        this.latest = nanoTime.getAsLong();
    }

    boolean isDue() {
        return hurry.getAsBoolean() || nanoTime.getAsLong() - latest >= interval;
    }

    void beginAgain() {
        latest = nanoTime.getAsLong();
    }
}
