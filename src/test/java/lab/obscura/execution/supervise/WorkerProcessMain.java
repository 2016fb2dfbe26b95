package lab.obscura.execution.supervise;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.data.Datasets;
import lab.obscura.execution.card.CardWatch;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.datasets.DataDelivery;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.execution.link.DatabaseLink;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.pilot.PilotLife;
import lab.obscura.execution.pilot.SelfCheck;
import lab.obscura.execution.remote.RemoteLink;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.Arguments;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.platform.start.ProgramVersion;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A worker process of its own for tests that kill it. Everything is the product's but Spring, which would only make it start slower,
 * and, unless a program is named, the attempts: those of {@link FakeChild} in threads.
 */
public final class WorkerProcessMain {

    private static final Set<String> OPTIONS = Set.of(
            "url", "user", "password", "home", "name", "slots", "lease", "heartbeat", "poll", "program", "server");

    private WorkerProcessMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Arguments read = Arguments.read(arguments, OPTIONS);
        ObscuraProperties properties = new Binder(new MapConfigurationPropertySource(Map.of(
                        "obscura.home", read.required("home"),
                        "obscura.worker.slots", read.option("slots", "2"),
                        "obscura.worker.heartbeat", read.option("heartbeat", "300ms"),
                        "obscura.worker.lease", read.option("lease", "3s"),
                        "obscura.worker.poll", read.option("poll", "1s"),
                        "obscura.worker.heap", "512MB")))
                .bindOrCreate("obscura", ObscuraProperties.class);
        QueueLink link = link(read);
        var info = new WorkerInfo(
                WorkerId.random(),
                read.required("name"),
                ProcessHandle.current().pid(),
                properties.worker().slots(),
                SlotResources.ofThisMachine(properties.worker()),
                "test");
        var parts = new WorkerParts(
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
                launcher(properties, read.option("program", "")),
                new AttemptFolders(properties),
                PublishedCheckpoints.none(),
                DataDelivery.none(new Datasets(properties.data().directory(), properties.cache())),
                link,
                new DiskGuard(() -> 1, 0.05),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        var service = new WorkerService(parts, SelfCheck.ofThisProcess(properties, link));
        service.start();
        Runtime.getRuntime().addShutdownHook(new Thread(service::stop));
        Thread.currentThread().join();
    }

    /** Over HTTP where a service is named. */
    private static QueueLink link(Arguments read) {
        String server = read.option("server", "");
        if (!server.isEmpty()) {
            return new RemoteLink(new ServiceClient(URI.create(server), () -> "", ProgramVersion.text()));
        }
        HikariDataSource pool = pool(read);
        return new DatabaseLink(
                JdbcClient.create(pool),
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                new OwnConnections(read.required("url"), read.required("user"), read.required("password")));
    }

    /** @param program words of a command that starts a child; empty for attempts in threads */
    private static AttemptLauncher launcher(ObscuraProperties properties, String program) {
        return program.isEmpty()
                ? new InProcessLauncher(FakeChild::compute)
                : new ProcessLauncher(new ChildCommand(properties, List.of(program.split(" "))));
    }

    private static HikariDataSource pool(Arguments read) {
        var config = new HikariConfig();
        config.setJdbcUrl(read.required("url"));
        config.setUsername(read.required("user"));
        config.setPassword(read.required("password"));
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(1000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
