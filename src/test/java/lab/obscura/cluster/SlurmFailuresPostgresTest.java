package lab.obscura.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.queue.journal.StoredEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Slurm whose controller or node goes away under pilots that live on, and pilots of two kinds. */
class SlurmFailuresPostgresTest {

    private static final int ALL = 100_000;

    @TempDir
    static Path folder;

    private static SlurmCluster slurm;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        assumeTrue(SlurmCluster.isInstalled(), SlurmCluster.MISSING);
        slurm = SlurmCluster.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        if (slurm != null) {
            slurm.close();
        }
    }

    @Test
    void whileTheControllerIsAwayRunsGoOnAndNothingIsSubmittedTwice() {
        survivesWithoutController(Duration.ofSeconds(6));
    }

    @Test
    @Tag("long")
    void aMinuteWithoutControllerToo() {
        survivesWithoutController(Duration.ofSeconds(60));
    }

    private void survivesWithoutController(Duration away) {
        // After a command that was not answered the next one comes five times its patience later.
        try (var cluster = start(Map.of("cluster.patience", "2s"))) {
            RunId run = cluster.submit("draws on");
            cluster.awaitSpoken(run, 1);
            ProcessHandle controller = ProcessHandle.of(Long.parseLong(cluster.slurm.daemon("slurmctld")))
                    .orElseThrow();

            controller.destroy();
            cluster.await("the error", () -> !cluster.view().error().isEmpty());
            int asked = cluster.slurm.calls("sbatch").size();
            int looked = cluster.slurm.calls("squeue").size();
            cluster.submit("works a little");
            long before = cluster.spoken(run, 1);
            SlurmFixture.pause(away);
            cluster.await("another look", () -> cluster.slurm.calls("squeue").size() > looked);
            cluster.await("the words of the run meanwhile", () -> cluster.spoken(run, 1) > before + 10);
            assertThat(cluster.slurm.calls("sbatch")).hasSize(asked);
            assertThat(cluster.view().error()).contains("nothing is submitted until it answers");
            cluster.slurm.startController();
            cluster.await(
                    "the other run", () -> cluster.count("select count(*) from runs where state = 'SUCCEEDED'") == 1);
            cluster.enough(run);
            assertThat(cluster.slurm.calls("sbatch")).hasSize(asked + 1);
            assertThat(cluster.count("select max(attempt) from runs")).isEqualTo(1);
        }
    }

    @Test
    void aPilotThatLivesOnAfterItsNodeWasCalledDeadWritesNothingMore() {
        try (var quick =
                        SlurmCluster.start(home.resolve("slurm"), Map.of("NODE_TIMEOUT", "3", "MESSAGE_TIMEOUT", "2"));
                var cluster = new SlurmFixture(quick, home, Map.of())) {
            RunId run = cluster.submit("draws on");
            cluster.awaitSpoken(run, 1);
            ProcessHandle pilot = cluster.pilot(run);
            String node = cluster.queue.workers.all().get(0).info().host();

            try {
                signal("STOP", pilot);
                ProcessHandle.of(Long.parseLong(cluster.slurm.daemon("slurmd-" + node)))
                        .orElseThrow()
                        .destroyForcibly();
                Duration replaced = cluster.await("the second attempt", () -> cluster.spoken(run, 2) > 0);
                signal("CONT", pilot);
                SlurmFixture.pause(Duration.ofSeconds(3));

                assertThat(staleWords(cluster, run)).isZero();
                assertThat(cluster.queue.state(run)).isEqualTo(RunState.RUNNING);
                cluster.enough(run);
                assertThat(cluster.count("select count(*) from outcomes")).isEqualTo(1);
                System.out.println("node lost: goes on elsewhere after " + replaced + ", 0 stale lines");
            } finally {
                pilot.destroyForcibly(); // whom nobody else would wake
            }
        }
    }

    @Test
    void aRunForACardIsNeverClaimedByAPilotWithoutOneAndItsProcessSeesTheCard() {
        try (var cluster = start(Map.of(
                "cluster.pools[1].name", "cards",
                "cluster.pools[1].device", "cuda",
                "cluster.pools[1].memory", "2GB",
                "cluster.pools[1].gpu-memory", "24GB",
                "cluster.pools[1].sbatch", "--gres=gpu:1 --mem=500M --time=30",
                "cluster.worker-command", SlurmFixture.program("FAKE_CHILD_PROCESSES=1")))) {
            var needs =
                    new Resources(DeviceChoice.CUDA, new Resources.Memory(100, 100), 10_000, EngineBuild.TORCH_CUDA);
            List<RunId> onCards = List.of(
                    cluster.queue.submit(
                            "ada",
                            needs,
                            "{\"name\": \"shows its card\", \"engine\": \"torch\", \"device\": \"cuda\"}"),
                    cluster.queue.submit(
                            "ada",
                            needs,
                            "{\"name\": \"shows its card\", \"engine\": \"torch\", \"device\": \"cuda\"}"));
            RunId plain = cluster.submit("works a little");

            cluster.await("all runs", () -> cluster.count("select count(*) from runs where state = 'SUCCEEDED'") == 3);

            assertThat(cluster.queue.state(plain)).isEqualTo(RunState.SUCCEEDED);
            assertThat(onCards)
                    .allSatisfy(run -> assertThat(cluster.queue.journal.log(run))
                            .anyMatch(line -> line.line().matches("card [01]")));
            assertThat(cluster.count("select coalesce(sum(claims), 0) from pilots where pool = 'cards'"))
                    .isBetween(2L, 3L);
            assertThat(cluster.count("select count(*) from pilots where pool = 'main' and claims > 1"))
                    .isZero();
        }
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the first attempt has said after the second one began. */
    private static long staleWords(SlurmFixture cluster, RunId run) {
        List<StoredEvent> events = cluster.queue.journal.after(run, 0, ALL);
        long secondBegan = events.stream()
                .filter(event -> event.kind().equals("state") && event.payload().contains("\"attempt\": 2"))
                .mapToLong(StoredEvent::number)
                .min()
                .orElseThrow();
        return events.stream()
                .filter(event -> event.number() > secondBegan && event.payload().contains("attempt 1"))
                .count();
    }

    private SlurmFixture start(Map<String, String> settings) {
        return new SlurmFixture(slurm, home, settings);
    }
}
