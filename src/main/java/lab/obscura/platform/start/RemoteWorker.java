package lab.obscura.platform.start;

import java.util.Map;
import java.util.regex.Pattern;
import lab.obscura.engine.run.folder.ExitCode;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/** A worker that is told a service instead of a database: nothing of Spring's that wants a database is put up. */
public final class RemoteWorker implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String SERVER = "obscura.worker.server";
    private static final String NAME = "worker over HTTPS";
    private static final Pattern SAFE =
            Pattern.compile("https://[^/?#\\s@]+|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private static final Map<String, Object> SETTINGS = Map.of(
            "spring.autoconfigure.exclude",
            String.join(
                    ",",
                    "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                    "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
                    "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"),
            "management.endpoint.health.group.readiness.include",
            "readinessState"); // the service's own asks its database

    /** Whether this process is such a worker. */
    public static boolean isIn(Environment environment) {
        return environment instanceof ConfigurableEnvironment configurable
                && configurable.getPropertySources().contains(NAME);
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        String server = environment.getProperty(SERVER, "").strip();
        if (server.isEmpty()) {
            return;
        }
        if (!SAFE.matcher(server).matches()) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    SERVER
                            + " must be the address of a service without a path, as in https://obscura.lab; http:// only on"
                            + " this machine, because the token would be readable on the way. Was " + server);
        }
        environment.getPropertySources().addFirst(new MapPropertySource(NAME, SETTINGS));
    }
}
