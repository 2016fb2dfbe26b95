package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lab.obscura.cluster.SlurmCluster;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.platform.TestPorts;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.remote.TlsService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pilots, the program itself, from a real Slurm, which reach their queue over TLS alone: nothing of theirs knows of a database. */
class SlurmRemotePostgresTest {

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();

    @Test
    void aTrainingIsHandedFromPilotToPilotOverTls() throws IOException {
        assumeTrue(SlurmCluster.isInstalled(), SlurmCluster.MISSING);
        int port = TestPorts.free();
        Path token = home.resolve("token");
        try (var slurm = SlurmCluster.start(home.resolve("slurm"), Map.of());
                var service = TlsService.on(
                        port,
                        queue.database,
                        home,
                        "--obscura.cluster.engine=slurm",
                        "--obscura.cluster.server=https://localhost:" + port,
                        "--obscura.cluster.token-file=" + token,
                        "--obscura.cluster.command=" + slurm.prefix(),
                        "--obscura.cluster.interval=1s",
                        "--obscura.cluster.exit-when-idle=3s",
                        "--obscura.cluster.node-home=" + home + "/$SLURMD_NODENAME",
                        "--obscura.cluster.worker-command=" + program(),
                        "--obscura.cluster.pools[0].name=main",
                        "--obscura.cluster.pools[0].memory=4GB",
                        "--obscura.cluster.pools[0].sbatch=--mem=1G --time=30")) {
            service.workersToken();
            bringAccessToTheNodes();
            RunId run = queue.submit("ada", 0, TRAINING, hashOfShapes());
            Patience.until("points", Duration.ofMinutes(4), () -> points(run) > 2);
            slurm.call("/usr/bin/scancel", "--user=" + System.getProperty("user.name"));
            Patience.until(
                    "the end", Duration.ofMinutes(4), () -> queue.state(run).isOver());

            assertThat(queue.state(run)).as(queue.reason(run)).isEqualTo(RunState.SUCCEEDED);
            assertThat(queue.runs.find(run).orElseThrow().attempt()).isGreaterThan(1);
            assertThat(access()).contains("obscura.worker.server").doesNotContain("datasource");
        }
    }

    private Path accessOfTheService() {
        return home.resolve("service/cluster/worker.properties");
    }

    private String access() throws IOException {
        return Files.readString(accessOfTheService());
    }

    /** As somebody does where nodes share nothing with the service. */
    private void bringAccessToTheNodes() throws IOException {
        for (String node : List.of("node0", "node1")) {
            Path own = Files.createDirectory(
                    home.resolve(node),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            SharedShapes.into(own.resolve("datasets"));
            Files.copy(accessOfTheService(), own.resolve("worker.properties"));
        }
    }

    /** What starts this program on a node: it trusts the service's certificate. */
    private String program() {
        return "env OMP_NUM_THREADS=1 CLASSPATH='" + System.getProperty("java.class.path") + "' '"
                + System.getProperty("java.home") + "/bin/java' -Xmx256m '" + BriefJvm.OPTIONS + "' "
                + TlsService.trust(home) + " lab.obscura.Obscura";
    }

    private long points(RunId run) {
        return queue.jdbc
                .sql("select count(*) from curve_points where run_id = :run")
                .param("run", run.value())
                .query(Long.class)
                .single();
    }

    private static String hashOfShapes() {
        return ((DatasetListing.Usable) SharedShapes.datasets().find("shapes").orElseThrow())
                .info()
                .contentHash();
    }

    private static final String TRAINING = """
            {"name": "long", "dataset": {"id": "shapes", "trainLimit": 2000, "testLimit": 100},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1},
             "training": {"epochs": 30, "batchSize": 40}, "attacks": [], "measures": [], "floor": false, "trainAnew": true,
             "seeds": [125], "schemaVersion": 1}
            """;
}
