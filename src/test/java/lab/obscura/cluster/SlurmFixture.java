package lab.obscura.cluster;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.audit.AuditTrail;
import lab.obscura.execution.link.LinkFixture;
import lab.obscura.execution.link.Reaper;
import lab.obscura.execution.supervise.PilotMain;
import lab.obscura.platform.EndlessLoop;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.result.Results;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A queue, a real Slurm, and the product's autoscaler between them. */
final class SlurmFixture implements AutoCloseable {

    static final Duration LONGEST = Duration.ofMinutes(5);

    final QueueFixture queue = new QueueFixture();
    final PoolBook pools = new PoolBook(queue.jdbc);
    final SlurmCluster slurm;
    private final ObscuraProperties properties;
    private final Path home;
    private final List<ClusterService> services = new ArrayList<>();
    /** As the whole service does. */
    private final ScheduledExecutorService rescue = Executors.newSingleThreadScheduledExecutor();

    /**
     * Starts one service.
     *
     * @param slurm with which nobody else works; {@link #close} clears it
     * @param settings below {@code obscura.}, beside the usual ones
     */
    SlurmFixture(SlurmCluster slurm, Path home, Map<String, String> settings) {
        this.home = home;
        this.slurm = slurm;
        Map<String, String> all = new HashMap<>(Map.of(
                "obscura.home", home.resolve("home").toString(),
                "obscura.worker.heap", "256MB",
                "obscura.cluster.engine", "slurm",
                "obscura.cluster.this-host", "true",
                "obscura.cluster.command", slurm.prefix(),
                "obscura.cluster.interval", "500ms",
                "obscura.cluster.exit-when-idle", "2s",
                "obscura.cluster.pools[0].name", "main",
                "obscura.cluster.pools[0].memory", "2GB",
                "obscura.cluster.pools[0].sbatch", "--partition=main --mem=500M --cpus-per-task=1 --time=30"));
        settings.forEach((key, value) -> all.put("obscura." + key, value));
        properties =
                new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("obscura", ObscuraProperties.class);
        serve();
        var reaper = new Reaper(LinkFixture.to(queue), Duration.ofSeconds(3), Clock.systemUTC());
        rescue.scheduleWithFixedDelay(reaper::look, 500, 500, TimeUnit.MILLISECONDS);
    }

    /** One more service on the same database. */
    ClusterService serve() {
        Path folder = home.resolve("home/cluster");
        Path credentials = PilotAccess.write(folder, queue.database.url(), details(), properties.checkpoint());
        String command = properties.cluster().workerCommand();
        var script = new PilotScript(properties, command.isEmpty() ? program("") : command, credentials);
        var commands = new BatchCommand(
                properties.cluster().command(), properties.cluster().patience(), Clock.systemUTC());
        var tools = new Autoscaler.Tools(
                new Slurm(commands, pools.installation()),
                new Demand(queue.jdbc, properties, script),
                script,
                PilotAccess.folder(properties, folder),
                new PilotBook(queue.jdbc),
                pools,
                Clock.systemUTC(),
                "service" + services.size());
        var service = new ClusterService(
                new Autoscaler(properties.cluster(), tools),
                new ClusterLock(
                        new OwnConnections(queue.database.url(), queue.database.user(), queue.database.password())),
                properties.cluster().interval(),
                new EndlessLoop("cluster", new SimpleMeterRegistry()));
        services.add(service);
        service.start();
        return service;
    }

    /** @param variables of the pilot, as {@code env} takes them */
    static String program(String variables) {
        return "env " + variables + " OMP_NUM_THREADS=1 CLASSPATH='" + System.getProperty("java.class.path") + "' '"
                + System.getProperty("java.home") + "/bin/java' -Xmx128m '" + BriefJvm.OPTIONS + "' "
                + PilotMain.class.getName();
    }

    private JdbcConnectionDetails details() {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return queue.database.user();
            }

            @Override
            public String getPassword() {
                return queue.database.password();
            }

            @Override
            public String getJdbcUrl() {
                return queue.database.url();
            }
        };
    }

    /** @param service as it is called in what it saw */
    void stop(String service) {
        services.get(Integer.parseInt(service.replace("service", ""))).stop();
    }

    ClusterView view() {
        return reader().read();
    }

    void resume(String pool) {
        reader().resume(pool);
    }

    private ClusterReader reader() {
        return new ClusterReader(properties, pools, queue.jdbc, new AuditTrail(new Audit(queue.jdbc)));
    }

    RunId submit(String name) {
        return submitted("{\"name\": \"" + name + "\"}");
    }

    RunId submitted(String definition) {
        return queue.submit("ada", 0, definition);
    }

    void awaitPoints(RunId run, int least) {
        await(
                "points of its curves",
                () -> new Results(queue.jdbc).curves(run).values().stream().anyMatch(curve -> curve.size() >= least));
    }

    void awaitEnd(RunId run) {
        await("the end of the run", () -> queue.state(run).isOver());
    }

    /** The nodes whose pilots have had a run, in their order. */
    List<String> nodes(RunId run) {
        return queue.runs.changes(run).stream()
                .flatMap(change -> change.claimedBy().stream())
                .map(worker -> worker.replaceFirst(":.*", ""))
                .toList();
    }

    /** The node of a run begins nothing any more: the next pilot starts on another one. Returns its name. */
    String drainNodeOf(RunId run) {
        List<String> nodes = nodes(run);
        String node = nodes.get(nodes.size() - 1);
        slurm.drain(node);
        return node;
    }

    /** The pilot that has a run. */
    ProcessHandle pilot(RunId run) {
        return queue.workers.all().stream()
                .filter(worker -> worker.runs().contains(run))
                .flatMap(worker -> ProcessHandle.of(worker.info().process()).stream())
                .findFirst()
                .orElseThrow();
    }

    /** How often this attempt has spoken. */
    long spoken(RunId run, int attempt) {
        return queue.journal.log(run).stream()
                .filter(line -> line.line().equals("attempt " + attempt))
                .count();
    }

    /** Until its first words: later ones a pilot tells every five seconds only. */
    void awaitSpoken(RunId run, int attempt) {
        await("the words of attempt " + attempt, () -> spoken(run, attempt) > 0);
    }

    void enough(RunId run) {
        try {
            Path checkpoints = home.resolve("home/checkpoints/" + run);
            java.nio.file.Files.createDirectories(checkpoints);
            java.nio.file.Files.writeString(checkpoints.resolve("enough"), "");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        await("the success of the run", () -> queue.state(run) == RunState.SUCCEEDED);
    }

    /** Returns how long it took. */
    Duration await(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new AssertionError("Still waiting for " + what + "; jobs " + slurm.jobs() + "; " + view());
            }
            pause(Duration.ofMillis(100));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long count(String query) {
        return queue.jdbc.sql(query).query(Long.class).single();
    }

    @Override
    public void close() {
        rescue.shutdownNow();
        services.forEach(ClusterService::stop);
        slurm.clear();
    }
}
