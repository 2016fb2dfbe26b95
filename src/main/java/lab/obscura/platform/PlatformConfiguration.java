package lab.obscura.platform;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import lab.obscura.engine.files.NativeCache;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.start.WithDatabase;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.context.ConfigurableWebEnvironment;

/** The clock, and a database for those who did not name one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ObscuraProperties.class)
final class PlatformConfiguration {

    private static final Duration LOST_AFTER = Duration.ofSeconds(60);

    /** Before anything else writes there. */
    @Bean
    static BeanFactoryPostProcessor privateHome(Environment environment) {
        return beans -> {
            Path home =
                    Path.of(environment.getProperty("obscura.home", ".obscura")).toAbsolutePath();
            Consumer<Path> check = isService(environment) ? PrivateFolder::at : PrivateFolder::entrance;
            check.accept(home);
            String scratch = environment.getProperty("obscura.scratch", "");
            if (!scratch.isEmpty()) {
                check.accept(Path.of(scratch).toAbsolutePath());
            }
            NativeCache.choose(home.resolve("javacpp"));
        };
    }

    /** There is one, and hundreds of workers. */
    private static boolean isService(Environment environment) {
        return environment instanceof ConfigurableWebEnvironment;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DiskGuard diskGuard(ObscuraProperties properties) {
        return new DiskGuard(
                DiskGuard.under(Path.of(properties.scratch())),
                properties.disk().leastFree());
    }

    /** Instead of Spring's, which takes the whole service for broken below ten megabytes. */
    @Bean
    HealthIndicator diskSpaceHealthIndicator(DiskGuard disk) {
        return new DiskHealth(disk);
    }

    @Bean
    @Conditional(WithDatabase.class)
    OwnConnections ownConnections(JdbcConnectionDetails details) {
        return OwnConnections.of(details);
    }

    /** Spring closes it last, after the connection pool that came later. */
    @Bean
    @Conditional(NoDatabaseNamed.class)
    EmbeddedPostgres embeddedPostgres(ObscuraProperties properties) {
        return EmbeddedPostgres.start(properties.home().resolve("postgresql"), List.of());
    }

    @Bean
    @Conditional(NoDatabaseNamed.class)
    PostgresSupervisor postgresSupervisor(EmbeddedPostgres postgres, MeterRegistry metrics) {
        var loop = new EndlessLoop("postgres-supervisor", metrics);
        return new PostgresSupervisor(postgres, LOST_AFTER, PlatformConfiguration::endSoon, loop);
    }

    /** By another thread: the supervisor is among what is closed on the way out. */
    private static void endSoon() {
        new Thread(() -> System.exit(ExitCode.UNAVAILABLE.code()), "end").start();
    }

    @Bean
    @Conditional(NoDatabaseNamed.class)
    JdbcConnectionDetails jdbcConnectionDetails(EmbeddedPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return postgres.user();
            }

            @Override
            public String getPassword() {
                return postgres.password();
            }

            @Override
            public String getJdbcUrl() {
                return postgres.url();
            }
        };
    }
}
