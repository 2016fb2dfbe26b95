package lab.obscura.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pilots on a real Slurm: asked for, lost, replaced, and gone when there is nothing to do. */
class SlurmPostgresTest {

    @TempDir
    static Path folder;

    private static SlurmCluster slurm;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        assumeTrue(SlurmCluster.isInstalled(), SlurmCluster.MISSING);
        // A pilot that is told to end has half a minute for it: on a busy machine it may take longer than the usual
        // seconds.
        slurm = SlurmCluster.start(folder, Map.of("KILL_WAIT", "30", "GRACE", "30"));
    }

    @AfterAll
    static void stop() {
        if (slurm != null) {
            slurm.close();
        }
    }

    @Test
    void twentyRunsBringFourPilotsAndNoneStays() {
        try (var cluster = start(Map.of())) {
            long begin = System.nanoTime();
            List<RunId> runs = IntStream.range(0, 20)
                    .mapToObj(index -> cluster.submit("works a little"))
                    .toList();
            var most = new AtomicInteger();

            Duration took = cluster.await("all runs", () -> {
                most.accumulateAndGet(cluster.slurm.jobs().size(), Math::max);
                return runs.stream().allMatch(run -> cluster.queue.state(run) == RunState.SUCCEEDED);
            });
            Duration gone =
                    cluster.await("the last pilot", () -> cluster.slurm.jobs().isEmpty());

            assertThat(most.get()).isBetween(2, 4);
            assertThat(cluster.count("select count(*) from outcomes")).isEqualTo(20);
            assertThat(cluster.count("select max(attempt) from runs")).isEqualTo(1);
            assertThat(cluster.count("select sum(claims) from pilots")).isEqualTo(20);
            cluster.await("their goodbye", () -> cluster.count("select count(*) from workers") == 0);
            long looks = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 500;
            assertThat(cluster.slurm.calls("squeue").size()).isLessThanOrEqualTo((int) looks + 5);
            System.out.println("20 runs: " + took + ", last pilot " + gone + " later, " + most + " at most, "
                    + cluster.slurm.calls("squeue").size() + " squeue, "
                    + cluster.slurm.calls("sbatch").size() + " sbatch");
        }
    }

    @Test
    void aPilotThatIsCancelledGivesItsRunBackAndOneThatIsKilledIsReplaced() {
        try (var cluster = start(Map.of())) {
            RunId run = cluster.submit("draws on");
            cluster.awaitSpoken(run, 1);

            cluster.slurm.call("/usr/bin/scancel", cluster.slurm.running().get(0));
            Duration back = cluster.await(
                    "the run in the queue",
                    () -> cluster.count("select count(*) from run_changes where to_state = 'QUEUED'") == 2);
            cluster.awaitSpoken(run, 2);
            cluster.pilot(run).destroyForcibly(); // its batch script has become the program: that is all of the job
            Duration replaced = cluster.await("the third attempt", () -> cluster.spoken(run, 3) > 0);
            cluster.enough(run);

            System.out.println("scancel: back after " + back + "; kill -9 of the job: goes on after " + replaced);
            assertThat(back).isLessThan(Duration.ofSeconds(30));
            assertThat(cluster.count("select count(*) from outcomes")).isEqualTo(1);
            assertThat(cluster.count("select count(*) from run_changes where reason like 'no sign of worker%'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aPreemptedPilotHandsItsRunOver() {
        try (var cluster = start(Map.of("cluster.pools[0].sbatch", "--partition=scavenge --mem=500M --time=30"))) {
            RunId run = cluster.submit("draws on");
            cluster.awaitSpoken(run, 1);

            cluster.slurm.call(
                    "/usr/bin/sbatch",
                    "--partition=main",
                    "--nodes=2",
                    "--exclusive",
                    "--output=/dev/null",
                    "--wrap=sleep 600");
            Duration back = cluster.await(
                    "the run in the queue",
                    () -> cluster.count("select count(*) from run_changes where to_state = 'QUEUED'") == 2);
            Duration starts = cluster.await(
                    "the job that preempts",
                    () -> cluster.slurm
                            .call("/usr/bin/squeue", "--noheader", "--partition=main", "--format=%t")
                            .startsWith("R"));

            System.out.println("preemption: back after " + back + ", the other runs " + starts + " later");
            assertThat(cluster.count("select rescues from runs")).isZero();
        }
    }

    @Test
    void whatSlurmRefusesOrHoldsIsNotAskedForAgainAndAgain() {
        try (var cluster = start(Map.of(
                "cluster.interval", "200ms",
                "cluster.pools[0].sbatch", "--partition=nowhere",
                "cluster.pools[1].name", "cards",
                "cluster.pools[1].sbatch", "--gres=gpu:99",
                "cluster.pools[2].name", "held",
                "cluster.pools[2].sbatch", "--hold --mem=500M"))) {
            cluster.submit("works a little");
            cluster.await(
                    "the third pool's stop",
                    () -> !cluster.view().pools().get(2).stopped().isEmpty());
            int asked = cluster.slurm.calls("sbatch").size();
            SlurmFixture.pause(Duration.ofSeconds(2)); // ten looks

            assertThat(cluster.slurm.calls("sbatch")).hasSize(asked).hasSizeLessThanOrEqualTo(7);
            assertThat(cluster.view().pools().get(0).stopped()).contains("invalid partition specified: nowhere");
            assertThat(cluster.view().pools().get(1).stopped())
                    .contains("Requested node configuration is not available");
            assertThat(cluster.view().pools().get(2).stopped()).contains("JobHeldUser");
        }
    }

    @Test
    void onDrainedNodesOnePilotWaitsWithItsReason() {
        try (var cluster = start(Map.of())) {
            cluster.slurm.drain("node[0-1]");
            RunId run = cluster.submit("works a little");
            cluster.await(
                    "the reason, of which Slurm has two",
                    () -> cluster.view().pools().get(0).reasons().toString().matches(".*(ReqNodeNotAvail|DRAINED).*"));
            SlurmFixture.pause(Duration.ofSeconds(2));
            assertThat(cluster.slurm.calls("sbatch")).hasSize(1);

            cluster.slurm.resume("node[0-1]");
            cluster.await("the run", () -> cluster.queue.state(run) == RunState.SUCCEEDED);
        }
    }

    @Test
    void aThousandRunsAreOneCommandPerLook() {
        try (var cluster = start(Map.of())) {
            cluster.slurm.drain("node[0-1]");
            cluster.queue.transactions.executeWithoutResult( // one connection instead of thousands
                    status -> IntStream.range(0, 1000).forEach(index -> cluster.submit("works a little")));
            cluster.await("four pilots", () -> cluster.view().pools().get(0).pending() == 4);
            SlurmFixture.pause(Duration.ofSeconds(2));

            assertThat(cluster.slurm.calls("sbatch")).hasSize(1);
            assertThat(cluster.slurm.jobs()).hasSize(4);
        }
    }

    @Test
    void oneOfTwoServicesScalesAndTheOtherTakesOver() {
        try (var cluster = start(Map.of())) {
            cluster.serve();
            RunId run = cluster.submit("draws on");
            cluster.awaitSpoken(run, 1);
            String first = cluster.view().scaledBy();
            assertThat(cluster.slurm.calls("sbatch")).hasSize(1);

            cluster.stop(first);

            cluster.await("the other one", () -> !cluster.view().scaledBy().equals(first));
            cluster.enough(run);
            assertThat(cluster.slurm.calls("sbatch")).hasSize(1);
        }
    }

    private SlurmFixture start(Map<String, String> settings) {
        return new SlurmFixture(slurm, home, settings);
    }
}
