package lab.obscura.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.audit.AuditTrail;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.workers.Pilots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What is asked of the batch system in which state of queue and pilots. */
class AutoscalerPostgresTest {

    private static final Resources ON_CPU =
            new Resources(DeviceChoice.CPU, new Resources.Memory(100, 100), 0, EngineBuild.TORCH_CUDA);

    private static final Resources ON_CARD =
            new Resources(DeviceChoice.CUDA, new Resources.Memory(100, 100), 10_000, EngineBuild.TORCH_CUDA);

    @TempDir
    Path folder;

    private final QueueFixture queue = new QueueFixture();
    private final PoolBook pools = new PoolBook(queue.jdbc);
    private final PilotBook book = new PilotBook(queue.jdbc);
    private FakeSlurm slurm;
    private ObscuraProperties properties;

    @BeforeEach
    void aClusterOfTwoPools() {
        slurm = new FakeSlurm(folder);
        properties = properties(Map.of(
                "pools[0].name", "plain",
                "pools[0].max", "4",
                "pools[0].max-pending", "3",
                "pools[0].sbatch", "--partition=cpu --time=1:00:00",
                "pools[0].prologue", "module load java/17",
                "pools[1].name", "cards",
                "pools[1].device", "cuda",
                "pools[1].gpu-memory", "24GB",
                "pools[1].sbatch", "--gres=gpu:1"));
    }

    @Test
    void anEmptyQueueAsksForNothing() throws Exception {
        tick();

        assertThat(slurm.calls("squeue")).hasSize(1);
        assertThat(slurm.calls("sbatch")).isEmpty();
    }

    @Test
    void aThousandRunsAreOneCommandWithAnArray() throws Exception {
        queue.transactions.executeWithoutResult( // one connection instead of thousands
                status -> IntStream.range(0, 1000).forEach(index -> queue.submit("ada", ON_CPU)));

        tick();

        assertThat(slurm.calls("sbatch"))
                .singleElement()
                .asString()
                .contains("--job-name=obscura-" + pools.installation() + "-plain", "--array=1-3", "--no-requeue")
                .contains("--signal=B:TERM@120", "--open-mode=append", "--partition=cpu");
        assertThat(pilots("pending")).containsExactlyInAnyOrder("101_1", "101_2", "101_3");
    }

    @Test
    void theScriptHoldsTheProgramAndNoPassword() throws Exception {
        queue.submit("ada", ON_CPU);

        tick();

        assertThat(slurm.script())
                .startsWith("#!/bin/bash\n")
                .contains("module load java/17\n", "exec obscura worker ", "--obscura.worker.pool=plain")
                .contains(
                        "$(( $(date +%s) + 3600 ))",
                        "--spring.config.additional-location=file:/shared/worker.properties")
                .doesNotContain(queue.database.password());
        assertThat(slurm.calls("sbatch").get(0)).doesNotContain(queue.database.password());
    }

    @Test
    void aRunThatNeedsACardCountsForThePoolWithCards() throws Exception {
        queue.submit("ada", ON_CARD);
        queue.submit("ada", ON_CARD);

        tick();

        assertThat(slurm.calls("sbatch")).singleElement().asString().contains("-cards", "--array=1-2", "--gres=gpu:1");
    }

    @Test
    void noCardIsTakenForRunsThatDoNotUseIt() throws Exception {
        IntStream.range(0, 50).forEach(index -> queue.submit("ada", ON_CPU));

        tick();

        assertThat(slurm.calls("sbatch")).singleElement().asString().contains("-plain ");
    }

    @Test
    void unlessThereAreNoOtherPools() throws Exception {
        properties = properties(Map.of("pools[0].name", "c", "pools[0].device", "cuda", "pools[0].gpu-memory", "24GB"));
        queue.submit("ada", ON_CPU);

        tick();

        assertThat(slurm.calls("sbatch")).hasSize(1);
    }

    @Test
    void whatFitsIntoTheFirstPoolAndMoreThanItMayHaveOverflowsIntoTheNext() throws Exception {
        properties = properties(Map.of("pools[0].name", "small", "pools[0].max", "2", "pools[1].name", "large"));
        IntStream.range(0, 5).forEach(index -> queue.submit("ada", ON_CPU));

        tick();

        assertThat(slurm.calls("sbatch")).hasSize(2);
        assertThat(slurm.calls("sbatch").get(0)).contains("-small --array=1-2 ");
        assertThat(slurm.calls("sbatch").get(1)).contains("-large --array=1-3 ");
    }

    @Test
    void aRunThatFitsIntoNoPoolAsksForNothing() throws Exception {
        queue.submit("ada", new Resources(DeviceChoice.CPU, new Resources.Memory(100_000, 1), 0, EngineBuild.CUDA));

        tick();

        assertThat(slurm.calls("sbatch")).isEmpty();
    }

    @Test
    void aRunThatNoPilotWouldFinishAndNobodyResumeAsksForNothing() throws Exception {
        queue.submit("ada", ON_CPU);
        queue.jdbc
                .sql("update runs set estimated_seconds = 7200, resumable = false")
                .update();
        properties = properties(Map.of("pools[0].name", "plain", "pools[0].sbatch", "--time=1:00:00"));

        tick();

        assertThat(slurm.calls("sbatch")).isEmpty();
    }

    @Test
    void thoseThatAreThereAreNotAskedForAgain() throws Exception {
        IntStream.range(0, 3).forEach(index -> queue.submit("ada", ON_CPU));
        tick();
        slurm.answers(listed("101_1", "PD", "Resources") + "\n" + listed("101_2", "PD", "Priority") + "\n"
                + listed("101_3", "R", "None"));

        tick();

        assertThat(slurm.calls("sbatch")).hasSize(1);
        assertThat(view("plain").reasons()).containsExactly("Resources", "Priority");
        assertThat(view("plain").running()).isEqualTo(1);
        assertThat(view("plain").pending()).isEqualTo(2);
    }

    @Test
    void whatNobodyNeedsAnyMoreIsTakenBackWhileItWaits() throws Exception {
        slurm.answers(listed("7_1", "PD", "Resources") + "\n" + listed("7_2", "R", "None"));

        tick();

        assertThat(slurm.calls("scancel")).containsExactly("scancel --state=PENDING 7_1");
    }

    @Test
    void aCommandThatIsNotAnsweredMeansThatNothingIsKnown() throws Exception {
        IntStream.range(0, 3).forEach(index -> queue.submit("ada", ON_CPU));
        slurm.isAway();

        tick();

        assertThat(slurm.calls("sbatch")).isEmpty();
        assertThat(reader().read().error()).startsWith("squeue: ").endsWith("nothing is submitted until it answers");
        slurm.isBack();
        tick();
        assertThat(slurm.calls("sbatch")).hasSize(1);
        assertThat(reader().read().error()).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeReadMeansTheSame() throws Exception {
        queue.submit("ada", ON_CPU);
        slurm.answers("slurm_load_jobs warning: something new");

        tick();

        assertThat(slurm.calls("sbatch")).isEmpty();
    }

    @Test
    void aPoolThatIsRefusedStopsAfterThreeTriesAndSaysWhy() throws Exception {
        queue.submit("ada", ON_CPU);
        slurm.refuses("sbatch: error: invalid partition specified: cpu");

        for (int look = 0; look < 6; look++) {
            tick();
        }

        assertThat(slurm.calls("sbatch")).hasSize(3);
        assertThat(view("plain").stopped())
                .isEqualTo("3 tries failed; the last one: sbatch: error: invalid partition specified: cpu");
        reader().resume("plain");
        assertThat(view("plain").stopped()).isEmpty();
        tick();
        assertThat(slurm.calls("sbatch")).hasSize(4);
    }

    @Test
    void whatOnePoolIsStoppedForTheNextOneTakesOver() throws Exception {
        properties = properties(Map.of("pools[0].name", "broken", "pools[1].name", "whole"));
        queue.submit("ada", ON_CPU);
        pools.of(properties.cluster().pools());
        pools.write("broken", new PoolBook.Record(0, "a test"));

        tick();

        assertThat(slurm.calls("sbatch")).singleElement().asString().contains("-whole ");
    }

    @Test
    void heldPilotsStopThePool() throws Exception {
        queue.submit("ada", ON_CPU);
        slurm.answers(listed("7_1", "PD", "launch failed requeued held"));

        for (int look = 0; look < 4; look++) {
            tick();
        }

        assertThat(slurm.calls("sbatch")).isEmpty();
        assertThat(view("plain").stopped()).endsWith("Slurm holds 7_1: launch failed requeued held");
    }

    @Test
    void pilotsThatEndBeforeTheyReachTheDatabaseStopThePool() throws Exception {
        queue.submit("ada", ON_CPU);

        for (int look = 0; look < 6; look++) {
            tick();
        }

        assertThat(slurm.calls("sbatch")).hasSize(3);
        assertThat(view("plain").stopped())
                .startsWith(
                        "3 pilots in a row came to nothing; the last one: pilot 103_1 ended before it reached the database");
        assertThat(pilots("lost")).hasSize(3);
    }

    @Test
    void pilotsThatCannotWorkStopThePoolWithTheirWords() throws Exception {
        queue.submit("ada", ON_CPU);

        for (int look = 1; look <= 4; look++) {
            tick();
            new Pilots(queue.jdbc).refused(pilot("10" + look + "_1"), "data: not there");
        }

        assertThat(slurm.calls("sbatch")).hasSize(3);
        assertThat(view("plain").stopped()).endsWith("the last one: data: not there");
    }

    @Test
    void pilotsThatTakeNoneOfTheWaitingRunsStopThePool() throws Exception {
        queue.submit("ada", ON_CPU);

        for (int look = 1; look <= 5; look++) {
            tick();
            liveIdly("10" + look + "_1");
        }

        assertThat(slurm.calls("sbatch")).hasSize(3);
        assertThat(view("plain").stopped()).contains("took none of the runs that wait");
    }

    @Test
    void pilotsThatCameTooLateForTheRunsStopNothing() throws Exception {
        IntStream.range(1, 4).forEach(index -> liveIdly("5_" + index));
        queue.submit("ada", ON_CPU);

        tick();

        assertThat(view("plain").stopped()).isEmpty();
        assertThat(slurm.calls("sbatch")).hasSize(1);
    }

    @Test
    void ofTheLooksThatWentWellOnlyTheLastIsShown() throws Exception {
        var scaler = autoscaler();
        queue.submit("ada", ON_CPU);
        scaler.tick();
        slurm.answers(listed("101_1", "R", "None"));
        scaler.tick();
        scaler.tick();

        assertThat(reader().read().commands())
                .extracting(command -> command.line().split(" ")[0])
                .containsExactly("squeue", "sbatch");
    }

    private void liveIdly(String job) {
        WorkerInfo pilot = pilot(job);
        new Pilots(queue.jdbc).arrived(pilot);
        new Pilots(queue.jdbc).ended(pilot, Pilots.IDLE + " for 60 s");
    }

    private static WorkerInfo pilot(String job) {
        return new WorkerInfo(
                WorkerId.random(),
                "node1",
                1,
                1,
                Resources.UNKNOWN,
                "test",
                new WorkerInfo.Origin(true, "slurm", job, "plain", java.time.Instant.MAX));
    }

    private String listed(String job, String state, String reason) {
        return "obscura-" + pools.installation() + "-plain," + job + "," + state + "," + reason;
    }

    private List<String> pilots(String state) {
        return reader().read().pilots().stream()
                .filter(pilot -> pilot.state().equals(state))
                .map(ClusterView.Pilot::job)
                .toList();
    }

    private ClusterView.Pool view(String pool) {
        return reader().read().pools().stream()
                .filter(one -> one.name().equals(pool))
                .findFirst()
                .orElseThrow();
    }

    private ClusterReader reader() {
        return new ClusterReader(properties, pools, queue.jdbc, new AuditTrail(new Audit(queue.jdbc)));
    }

    private void tick() throws InterruptedException {
        autoscaler().tick();
    }

    private Autoscaler autoscaler() {
        var script = new PilotScript(properties, "obscura", Path.of("/shared/worker.properties"));
        var commands = new BatchCommand(slurm.prefix(), Duration.ofSeconds(20), Clock.systemUTC());
        return new Autoscaler(
                properties.cluster(),
                new Autoscaler.Tools(
                        new Slurm(commands, pools.installation()),
                        new Demand(queue.jdbc, properties, script),
                        script,
                        "/shared",
                        book,
                        pools,
                        Clock.systemUTC(),
                        "login1:1"));
    }

    private static ObscuraProperties properties(Map<String, String> cluster) {
        var all = new HashMap<String, String>();
        cluster.forEach((key, value) -> all.put("obscura.cluster." + key, value));
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("obscura", ObscuraProperties.class);
    }
}
