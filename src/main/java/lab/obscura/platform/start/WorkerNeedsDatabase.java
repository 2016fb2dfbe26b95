package lab.obscura.platform.start;

import lab.obscura.engine.run.folder.ExitCode;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** A worker alone has nobody to work for: one that is not told a database must not start an empty one. */
public final class WorkerNeedsDatabase implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (!RemoteWorker.isIn(event.getEnvironment())
                && event.getEnvironment()
                        .getProperty("spring.datasource.url", "")
                        .isBlank()) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "A worker needs the database of its service: --spring.datasource.url=jdbc:postgresql://HOST:5432/obscura, "
                            + "with --spring.datasource.username and the variable SPRING_DATASOURCE_PASSWORD. "
                            + "A host without a way to it names the service: --obscura.worker.server=https://HOST, with "
                            + "--obscura.worker.token-file. "
                            + "The service alone, without the word worker, brings a database and works, too");
        }
    }
}
