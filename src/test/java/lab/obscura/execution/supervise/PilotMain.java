package lab.obscura.execution.supervise;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.execution.card.CardWatch;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.checkpoints.StoreFixture;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.datasets.DataDelivery;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.execution.link.DatabaseLink;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.pilot.PilotLife;
import lab.obscura.execution.pilot.PilotOrigin;
import lab.obscura.execution.pilot.SelfCheck;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A pilot for tests that start many, called as the batch script calls the program. Everything is the product's but Spring; attempts are those
 * of {@link FakeChild}, in threads or, with {@code FAKE_CHILD_PROCESSES} in the environment, in processes, or the real ones with {@code REAL_CHILD_PROCESSES}; a card is one that it was promised.
 */
public final class PilotMain {

    private PilotMain() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> said = new HashMap<>();
        Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--"))
                .map(argument -> argument.substring(2).split("=", 2))
                .forEach(pair -> said.put(pair[0], pair[1]));
        Properties database = read(said.get("spring.config.additional-location").replaceFirst("^file:", ""));
        Map<String, String> settings = new HashMap<>(Map.of(
                "obscura.worker.heartbeat", "300ms",
                "obscura.worker.lease", "3s",
                "obscura.worker.poll", "300ms"));
        said.forEach((key, value) -> settings.merge(key, value, (usual, own) -> own));
        serve(
                new Binder(new MapConfigurationPropertySource(settings))
                        .bindOrCreate("obscura", ObscuraProperties.class),
                database);
    }

    private static Properties read(String file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        }
        return properties;
    }

    private static void serve(ObscuraProperties properties, Properties database) throws InterruptedException {
        HikariDataSource pool = pool(database);
        QueueLink link = new DatabaseLink(
                JdbcClient.create(pool),
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                new OwnConnections(url(database), user(database), password(database)));
        var origin = new PilotOrigin(properties.worker(), System.getenv()).read();
        var info = new WorkerInfo(
                WorkerId.random(),
                System.getenv().getOrDefault("SLURMD_NODENAME", "nowhere"),
                ProcessHandle.current().pid(),
                1,
                offers(properties.worker()),
                "test",
                origin);
        PublishedCheckpoints published = StoreFixture.of(properties);
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
                launcher(properties),
                new AttemptFolders(properties),
                published,
                DataDelivery.none(new Datasets(properties.data().directory(), properties.cache())),
                link,
                new DiskGuard(() -> 1, 0.05),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        var service = new WorkerService(
                parts, SelfCheck.ofThisProcess(withoutCard(properties), link).and(published::problem));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.stop();
            Runtime.getRuntime().halt(0);
        }));
        service.start();
        Thread.currentThread().join();
    }

    /** The self-check would look for a real one. */
    private static ObscuraProperties withoutCard(ObscuraProperties properties) {
        return new Binder(new MapConfigurationPropertySource(
                        Map.of("obscura.home", properties.home().toString())))
                .bindOrCreate("obscura", ObscuraProperties.class);
    }

    private static Resources offers(ObscuraProperties.Worker worker) {
        var memory = new Resources.Memory(
                worker.heap().toMegabytes(), worker.offHeap().toMegabytes());
        return worker.gpuMemory().toBytes() > 0
                ? Resources.withCard(memory, worker.gpuMemory().toMegabytes(), EngineBuild.TORCH_CUDA)
                : Resources.withoutCard(memory, EngineBuild.CPU);
    }

    private static AttemptLauncher launcher(ObscuraProperties properties) {
        if (System.getenv("REAL_CHILD_PROCESSES") != null) {
            return new ProcessLauncher(new ChildCommand(properties, BriefAttempts.PROGRAM));
        }
        return System.getenv("FAKE_CHILD_PROCESSES") == null
                ? new InProcessLauncher(FakeChild::compute)
                : new ProcessLauncher(new ChildCommand(properties, FakeChild.PROGRAM));
    }

    private static HikariDataSource pool(Properties database) {
        var config = new HikariConfig();
        config.setJdbcUrl(url(database));
        config.setUsername(user(database));
        config.setPassword(password(database));
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(2000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static String url(Properties database) {
        return database.getProperty("spring.datasource.url");
    }

    private static String user(Properties database) {
        return database.getProperty("spring.datasource.username");
    }

    private static String password(Properties database) {
        return database.getProperty("spring.datasource.password");
    }
}
