package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lab.obscura.cluster.SlurmCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as an operator starts it, without a worker of its own: a run that is posted brings a pilot, the program itself, from Slurm. */
class SlurmServicePostgresTest {

    private static final String BRIEF = """
            {"dataset": {"id": "shapes", "trainLimit": 200, "testLimit": 100}, "network": {"backbone": "cnn-4", "width": 0.25},
             "training": {"epochs": 1, "batchSize": 40}, "attacks": [], "measures": [], "floor": false, "seeds": [1]}
            """;

    @TempDir
    Path home;

    @Test
    void aPostedRunBringsItsWorkerAndThePageShowsBoth() {
        assumeTrue(SlurmCluster.isInstalled(), SlurmCluster.MISSING);
        try (var slurm = SlurmCluster.start(home.resolve("slurm"), Map.of());
                var service = ServiceProcess.start(
                        home.resolve("home"),
                        List.of("lab.obscura.Obscura"),
                        List.of(
                                "--obscura.worker.enabled=false",
                                "--obscura.cluster.engine=slurm",
                                "--obscura.cluster.this-host=true",
                                "--obscura.cluster.command=" + slurm.prefix(),
                                "--obscura.cluster.interval=1s",
                                "--obscura.cluster.exit-when-idle=2s",
                                "--obscura.cluster.pools[0].name=main",
                                "--obscura.cluster.pools[0].memory=4GB",
                                "--obscura.cluster.pools[0].prologue=export JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1",
                                "--obscura.cluster.pools[0].sbatch=--mem=1G --time=30"))) {
            String run = service.api().post("/api/v1/experiments", BRIEF).at("/runs/0/id");
            Patience.until(
                    "the run",
                    Duration.ofMinutes(5),
                    () -> !List.of("QUEUED", "RUNNING")
                            .contains(service.api().get("/api/v1/runs/" + run).at("/state")));

            assertThat(service.api().get("/api/v1/runs/" + run).at("/state")).isEqualTo("SUCCEEDED");
            var worker = service.api().get("/api/v1/workers");
            assertThat(worker.at("/workers/0/engine")).as(worker.text()).isEqualTo("slurm");
            assertThat(worker.at("/workers/0/engineJob")).endsWith("_1");
            assertThat(worker.at("/workers/0/pool")).isEqualTo("main");
            Patience.until(
                    "the pilot's end",
                    Duration.ofMinutes(3),
                    () -> service.api()
                            .get("/api/v1/cluster")
                            .at("/pilots/0/state")
                            .equals("ended"));
            var cluster = service.api().get("/api/v1/cluster");
            assertThat(cluster.at("/pilots/0/said")).as(cluster.text()).isEqualTo("nothing to do for 2 s");
            assertThat(cluster.at("/pilots/0/claims")).isEqualTo("1");
            assertThat(cluster.at("/commands/0/line")).startsWith("squeue ");
            assertThat(cluster.at("/error")).isEmpty();
        }
    }
}
