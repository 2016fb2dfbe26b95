package lab.obscura.platform;

import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The clock, and a data base for those who did not name one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ObscuraProperties.class)
final class PlatformConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DiskGuard diskGuard(ObscuraProperties properties) {
        return new DiskGuard(
                DiskGuard.under(properties.home()), properties.disk().leastFree());
    }

    @Bean
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
                return postgres.url("postgres");
            }
        };
    }
}
