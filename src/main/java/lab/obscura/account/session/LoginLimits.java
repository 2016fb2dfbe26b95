package lab.obscura.account.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;

/**
 * Slows down who tries passwords: ten failures a minute for a name, and for an address. Kept in memory: each service of a database counts for
 * itself, and a restart forgets.
 */
@Component
final class LoginLimits {

    static final int MOST_FAILURES = 10;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Of names and addresses that are watched; when there are more, those that failed longest ago are forgotten. */
    private static final int MOST_KEYS = 20_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>();

    LoginLimits(Clock clock) {
        this.clock = clock;
    }

    /** Counts a try as failed before it is known to be: many at once are as slow as one after the other. */
    synchronized void begin(String name, String address) {
        Instant now = clock.instant();
        if (recent("name " + name, now) >= MOST_FAILURES || recent("address " + address, now) >= MOST_FAILURES) {
            throw new Problem(
                    ErrorType.TOO_MANY_LOGINS,
                    "Ten logins failed within a minute, for this name or from this address. Wait a minute; an admin can"
                            + " give a new password");
        }
        count("name " + name, now);
        count("address " + address, now);
    }

    /** What was counted was no failure. */
    synchronized void succeeded(String name, String address) {
        take("name " + name);
        take("address " + address);
    }

    private int recent(String key, Instant now) {
        Deque<Instant> times = failures.getOrDefault(key, new ArrayDeque<>());
        while (!times.isEmpty() && !times.peekFirst().isAfter(now.minus(WINDOW))) {
            times.pollFirst();
        }
        if (times.isEmpty()) {
            failures.remove(key);
        }
        return times.size();
    }

    private void count(String key, Instant now) {
        Deque<Instant> times = failures.containsKey(key) ? failures.remove(key) : new ArrayDeque<>();
        times.addLast(now);
        failures.put(key, times); // as the latest
        if (failures.size() > MOST_KEYS) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    private void take(String key) {
        Deque<Instant> times = failures.getOrDefault(key, new ArrayDeque<>());
        times.pollLast();
        if (times.isEmpty()) {
            failures.remove(key);
        }
    }
}
