package lab.obscura.whole;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do; there is no clock to set for those. */
public final class Patience {

    private Patience() {}

    /** Returns how long it took. */
    public static Duration until(String what, Duration longest, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > longest.toNanos()) {
                throw new AssertionError("Still waiting for " + what + " after " + longest.toSeconds() + " s");
            }
            pause(Duration.ofMillis(100)); // asking costs those who are waited for
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
