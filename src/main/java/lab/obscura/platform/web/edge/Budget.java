package lab.obscura.platform.web.edge;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for what clients send and take slowly: they may make the service wait, not run out of memory. */
final class Budget {

    private final AtomicLong left;

    Budget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Whether there was enough; what was taken is given back with {@link #give}. */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        give(bytes);
        return false;
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }
}
