package lab.obscura.engine.data.registry;

import java.time.Duration;

/**
 * How long somebody waits for what is known of data sets, all that are asked for taken together.
 *
 * @param unknown for those of which nothing is known yet, since they were first asked for
 * @param known for a new look at the files of those that are known
 * @param rest after a look so many times its duration pass before the next
 */
public record Patience(Duration unknown, Duration known, int rest) {

    /** For programs that cannot go on without: every look is new and is waited for. */
    public static final Patience ENDLESS = new Patience(Duration.ofDays(365), Duration.ofDays(365), 0);

    /** For a request: people and their proxies wait longer for no page. */
    public static final Patience OF_A_REQUEST = new Patience(Duration.ofSeconds(10), Duration.ofMillis(25), 10);

    /** For what can do without. */
    public static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO, 10);

    /** Runs from now on. */
    public Deadline begin() {
        long now = System.nanoTime();
        return new Deadline(now, now + unknown.toNanos(), now + known.toNanos(), rest);
    }
}
