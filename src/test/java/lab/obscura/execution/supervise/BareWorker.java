package lab.obscura.execution.supervise;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import lab.obscura.engine.data.Datasets;
import lab.obscura.execution.card.CardWatch;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.datasets.DataDelivery;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.link.DatabaseLink;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.pilot.PilotLife;
import lab.obscura.execution.pilot.SelfCheck;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.queue.WorkerInfo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The worker of a test's own process. Everything is the product's but Spring, which would only make it start slower.
 *
 * @param launcher of its attempts
 */
record BareWorker(
        WorkerInfo info,
        ObscuraProperties properties,
        QueueLink link,
        AttemptLauncher launcher,
        PublishedCheckpoints published) {

    /**
     * Until it has ended.
     *
     * @param endsWith what the process does then
     */
    void serve(SelfCheck check, Runnable endsWith) throws InterruptedException {
        var service = new WorkerService(parts(), check);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.stop();
            endsWith.run();
        }));
        service.start();
        Thread.currentThread().join();
    }

    private WorkerParts parts() {
        return new WorkerParts(
                info,
                CardWatch.ofThisMachine(),
                properties.worker(),
                new PilotLife(
                        info,
                        properties.worker(),
                        link,
                        () -> List.of("shapes"),
                        Clock.systemUTC(),
                        () -> new Thread(() -> System.exit(0)).start()),
                launcher,
                new AttemptFolders(properties),
                published,
                DataDelivery.none(new Datasets(properties.data().directory(), properties.cache())),
                link,
                new DiskGuard(() -> 1, 0.05),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    /**
     * The direct way to a database.
     *
     * @param connections at most so many
     * @param patience milliseconds for one of them
     */
    static QueueLink link(String url, String user, String password, int connections, int patience) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(patience);
        config.setInitializationFailTimeout(-1);
        var pool = new HikariDataSource(config);
        return new DatabaseLink(
                JdbcClient.create(pool),
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                new OwnConnections(url, user, password));
    }
}
