package lab.obscura.keeping.disk;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drops events at once, for measurements. */
public final class EventTrim {

    private EventTrim() {}

    /** Returns how many are gone. */
    public static long drop(JdbcClient jdbc) {
        return new OldEvents(jdbc).drop(Duration.ZERO);
    }
}
