package lab.obscura.execution.supervise;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.checkpoints.StoreFixture;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.pilot.PilotOrigin;
import lab.obscura.execution.pilot.SelfCheck;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * A {@link BareWorker} as a pilot for tests that start many, called as the batch script calls the program. Attempts are those
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
        QueueLink link = BareWorker.link(
                database.getProperty("spring.datasource.url"),
                database.getProperty("spring.datasource.username"),
                database.getProperty("spring.datasource.password"),
                2,
                2000);
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
        var check = SelfCheck.ofThisProcess(withoutCard(properties), link).and(published::problem);
        new BareWorker(info, properties, link, launcher(properties), published)
                .serve(check, () -> Runtime.getRuntime().halt(0));
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
}
