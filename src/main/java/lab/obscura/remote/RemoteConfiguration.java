package lab.obscura.remote;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.execution.link.DatabaseLink;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.platform.start.StartException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the service's side of workers over HTTPS together. */
@Configuration(proxyBeanMethods = false)
class RemoteConfiguration {

    RemoteConfiguration(ObscuraProperties properties) {
        if (properties.worker().isRemote()) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "obscura.worker.server is for the command worker, was "
                            + properties.worker().server()
                            + " for a service, which has a database itself. Leave it out");
        }
    }

    @Bean
    UploadedFiles uploads(ObscuraProperties properties, DiskGuard disk, Clock clock) {
        return new UploadedFiles(Path.of(properties.scratch()).resolve("uploads"), disk, clock);
    }

    @Bean
    WorkerDesk workerDesk(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            OwnConnections connections,
            UploadedFiles uploads) {
        return new WorkerDesk(new DatabaseLink(jdbc, new TransactionTemplate(transactions), connections), uploads);
    }

    @Bean
    RemoteUpkeep remoteUpkeep(
            ObscuraProperties properties, WorkerDesk desk, UploadedFiles uploads, Clock clock, MeterRegistry metrics) {
        var loop = new EndlessLoop("remote-upkeep", metrics);
        return new RemoteUpkeep(desk.queue(), uploads, properties.worker().lease(), clock, loop);
    }

    @Bean
    WebMvcConfigurer workersOfTheSameVersionOnly() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new SameVersion()).addPathPatterns("/api/v1/worker/**");
            }
        };
    }
}
