package lab.obscura.platform.start;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What a worker alone takes of the database, unless the operator says otherwise: its slots and two connections more. A pilot, of which there
 * may be hundreds, also asks less often, migrates nothing, and leaves nothing in a session, so that a pool of transactions (PgBouncer) may
 * stand between.
 */
public final class WorkerConnections implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String HIKARI = "spring.datasource.hikari.";
    private static final String WORKER = "obscura.worker.";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        int slots = Math.max(1, environment.getProperty(WORKER + "slots", Integer.class, 1));
        boolean isPilot = isPilot(environment.getProperty(WORKER + "exit-when-idle", "0s"));
        environment
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("worker connections", connections(slots, isPilot)));
        if (isPilot) {
            environment.getPropertySources().addLast(new MapPropertySource("pilot", PILOT));
        }
    }

    private static boolean isPilot(String exitWhenIdle) {
        try {
            return !DurationStyle.detectAndParse(exitWhenIdle).equals(Duration.ZERO);
        } catch (IllegalArgumentException noDuration) {
            return false; // whoever reads the setting says so
        }
    }

    /** One of the two others is the heartbeat's; the second listens or, in a pilot, which does not, is the pool's. */
    private static Map<String, Object> connections(int slots, boolean isPilot) {
        var settings = new HashMap<String, Object>(Map.of(
                HIKARI + "maximum-pool-size", isPilot ? slots + 1 : slots,
                HIKARI + "minimum-idle", 1,
                HIKARI + "idle-timeout", 60_000,
                HIKARI + "connection-timeout", 5000));
        if (isPilot) {
            settings.put("spring.flyway.enabled", false);
            settings.put(HIKARI + "data-source-properties.prepareThreshold", 0);
        }
        return settings;
    }

    private static final Map<String, Object> PILOT = Map.of(
            WORKER + "heartbeat", "10s",
            WORKER + "lease", "60s",
            WORKER + "poll", "15s",
            WORKER + "release-grace", "45s");
}
