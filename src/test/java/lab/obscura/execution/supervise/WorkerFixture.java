package lab.obscura.execution.supervise;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.run.TrainedNetworks;
import lab.obscura.execution.card.CardWatch;
import lab.obscura.execution.checkpoints.StoreFixture;
import lab.obscura.execution.child.PipelineRunner;
import lab.obscura.execution.datasets.DataDelivery;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.execution.link.LinkFixture;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.pilot.PilotLife;
import lab.obscura.execution.pilot.PilotOrigin;
import lab.obscura.execution.pilot.SelfCheck;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.result.Results;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A queue with a worker, whose attempts are real processes unless told otherwise. */
public final class WorkerFixture implements AutoCloseable {

    public final QueueFixture queue;
    public final ObscuraProperties properties;
    public final WorkerInfo info;
    public final Results results;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final QueueLink link;
    private final WorkerService service;
    private volatile double free = 1;

    /** @param program what follows the JVM's options: a main class and its command */
    public WorkerFixture(Path home, List<String> program) {
        this(home, properties -> new ProcessLauncher(new ChildCommand(properties, program)));
    }

    /** A worker whose attempts are threads that compute with the engine. */
    static WorkerFixture computing(Path home) {
        var runner = new PipelineRunner(home.resolve("data"), home.resolve("cache"), TrainedNetworks.NONE);
        return new WorkerFixture(home, properties -> new InProcessLauncher(runner));
    }

    WorkerFixture(Path home, Function<ObscuraProperties, AttemptLauncher> launcher) {
        this(new QueueFixture(), Map.of("obscura.home", home.toString()), launcher);
    }

    /** A worker on a queue that others work on, too. */
    WorkerFixture(
            QueueFixture queue, Map<String, String> settings, Function<ObscuraProperties, AttemptLauncher> launcher) {
        this(queue, LinkFixture.to(queue), settings, launcher);
    }

    /** A worker that reaches the queue this way. */
    WorkerFixture(
            QueueFixture queue,
            QueueLink link,
            Map<String, String> settings,
            Function<ObscuraProperties, AttemptLauncher> launcher) {
        this(queue, link, settings, launcher, DataDelivery::none);
    }

    /** A worker whose data sets come this way. */
    WorkerFixture(
            QueueFixture queue,
            QueueLink link,
            Map<String, String> settings,
            Function<ObscuraProperties, AttemptLauncher> launcher,
            Function<Datasets, DataDelivery> data) {
        Map<String, String> all = new HashMap<>(Map.of(
                "obscura.worker.heap", "512MB",
                "obscura.worker.heartbeat", "200ms",
                "obscura.worker.cancel-grace", "1s"));
        all.putAll(settings);
        properties =
                new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("obscura", ObscuraProperties.class);
        this.queue = queue;
        results = new Results(queue.jdbc);
        info = worker();
        this.link = link;
        var here = new Datasets(properties.data().directory(), properties.cache());
        service = new WorkerService(
                parts(launcher.apply(properties), data.apply(here)), SelfCheck.ofThisProcess(properties, link));
    }

    private WorkerInfo worker() {
        WorkerInfo worker = queue.worker("alpha");
        return new WorkerInfo(
                worker.id(),
                worker.host(),
                worker.process(),
                worker.slots(),
                worker.offers(),
                worker.version(),
                new PilotOrigin(properties.worker(), Map.of()).read());
    }

    private WorkerParts parts(AttemptLauncher launcher, DataDelivery data) {
        return new WorkerParts(
                info,
                CardWatch.ofThisMachine(),
                properties.worker(),
                new PilotLife(info, properties.worker(), link, data, Clock.systemUTC(), () -> {}),
                launcher,
                new AttemptFolders(properties),
                StoreFixture.of(properties),
                data,
                link,
                new DiskGuard(() -> free, 0.05),
                metrics,
                Clock.systemUTC());
    }

    public void start() {
        service.start();
    }

    /** Sets what the worker sees when it asks its disk. */
    public void freeSpace(double share) {
        free = share;
    }

    public RunId submit(String name) {
        return queue.submit("ada", 0, "{\"name\": \"" + name + "\"}");
    }

    /** Waits for what another process does; there is no clock to set for that. */
    public void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Still waiting for " + what);
            }
            try {
                Thread.sleep(100); // asking costs a connection
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public void awaitOver(RunId run) {
        await("the end of the run", () -> queue.state(run).isOver());
    }

    @Override
    public void close() {
        service.stop();
    }
}
