package lab.obscura.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.execution.checkpoints.S3Server;
import lab.obscura.queue.RunId;
import lab.obscura.result.CurvePoint;
import lab.obscura.result.Results;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that goes from one node to the other ends with the numbers of one that nobody disturbed, with a shared folder and without. */
class SlurmHandoverPostgresTest {

    private static final List<String> NODES = List.of("node0", "node1");

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
        slurm = SlurmCluster.start(folder, Map.of("KILL_WAIT", "30"));
    }

    @AfterAll
    static void stop() {
        if (slurm != null) {
            slurm.close();
        }
    }

    @Test
    void aPilotWhoseTimeEndsHandsItsRunOverToTheOtherNode() {
        try (var cluster = start(Map.of(
                "worker.end-margin", "3s",
                "worker.min-claim", "2s",
                "cluster.pools[0].sbatch", "--partition=main --mem=500M --time=0:12"))) {
            Numbers calm = Numbers.of(cluster, cluster.submitted(counting(100, 0)));

            RunId run = cluster.submitted(counting(100, 200));
            cluster.awaitPoints(run, 2);
            cluster.drainNodeOf(run);

            assertHandedOver(cluster, run, calm);
            assertThat(cluster.count("select count(*) from run_changes where reason like '%is shutting down'"))
                    .isPositive();
        }
    }

    @Test
    void withoutASharedFolderTheOtherNodeGoesOnFromTheStore() throws IOException {
        try (var cluster = apart(Map.of(
                "checkpoint.store",
                "folder",
                "checkpoint.folder",
                home.resolve("store").toString()))) {
            Numbers calm = Numbers.of(cluster, cluster.submitted(counting(100, 0)));

            RunId run = cluster.submitted(counting(100, 200));
            cluster.awaitPoints(run, 2);
            cancelOn(cluster, cluster.drainNodeOf(run));

            assertHandedOver(cluster, run, calm);
            assertNothingButThePasswordIsShared();
        }
    }

    @Test
    @Tag("long")
    void aTrainingThatOutlivesItsPilotsEndsWithTheNumbersOfAnUndisturbedOne() {
        SharedShapes.into(home.resolve("home/datasets"));
        String program = SlurmFixture.program("REAL_CHILD_PROCESSES=1");
        Numbers calm;
        try (var cluster = start(Map.of("cluster.worker-command", program))) {
            calm = Numbers.of(cluster, training(cluster));
        }
        try (var cluster = start(Map.of(
                "worker.end-margin", "3s",
                "worker.min-claim", "2s",
                "cluster.pools[0].sbatch", "--partition=main --mem=500M --time=0:20",
                "cluster.worker-command", program))) {
            RunId run = training(cluster);
            cluster.awaitPoints(run, 2);
            cluster.drainNodeOf(run);

            assertHandedOver(cluster, run, calm);
            System.out.println("a training over the pilots of " + cluster.nodes(run));
        }
    }

    @Test
    @Tag("long")
    void aTrainingGoesOnOnTheOtherNodeFromABucket() throws IOException {
        assumeThat(S3Server.program()).as(S3Server.MISSING).exists();
        Files.createDirectories(home.resolve("buckets/lab"));
        try (var server = S3Server.start(home.resolve("buckets"));
                var cluster = apart(Map.of(
                        "checkpoint.store", "s3",
                        "checkpoint.s3.endpoint", server.endpoint(),
                        "checkpoint.s3.bucket", "lab",
                        "cluster.pools[0].prologue", server.key(),
                        "cluster.worker-command", SlurmFixture.program("REAL_CHILD_PROCESSES=1")))) {
            NODES.forEach(node -> SharedShapes.into(home.resolve(node + "/datasets")));
            Numbers calm = Numbers.of(cluster, training(cluster));

            RunId run = training(cluster);
            cluster.awaitPoints(run, 2);
            cancelOn(cluster, cluster.drainNodeOf(run));

            assertHandedOver(cluster, run, calm);
            assertNothingButThePasswordIsShared();
        }
    }

    /** What a run has found out. */
    private record Numbers(Map<String, List<CurvePoint>> curves, double accuracy) {

        static Numbers of(SlurmFixture cluster, RunId run) {
            cluster.awaitEnd(run);
            var results = new Results(cluster.queue.jdbc);
            assertThat(cluster.queue.reason(run)).isEqualTo("finished");
            return new Numbers(results.curves(run), results.metrics(run).get("accuracy"));
        }
    }

    private static void assertHandedOver(SlurmFixture cluster, RunId run, Numbers calm) {
        assertThat(Numbers.of(cluster, run)).isEqualTo(calm);
        assertThat(cluster.nodes(run)).hasSizeGreaterThan(1);
        assertThat(cluster.nodes(run).subList(0, 2)).containsExactlyInAnyOrderElementsOf(NODES);
        assertThat(cluster.count("select sum(rescues) from runs")).isZero();
        assertThat(cluster.count("select count(*) from outcomes"))
                .isEqualTo(cluster.count("select count(*) from runs"));
    }

    /** Each node wrote into its own folder, and into that of the service nobody did. */
    private void assertNothingButThePasswordIsShared() {
        assertThat(home.resolve("node0/checkpoints")).isDirectory();
        assertThat(home.resolve("node1/checkpoints")).isDirectory();
        assertThat(home.resolve("home")).isDirectoryNotContaining(file -> !file.endsWith("cluster"));
    }

    /** A service whose pilots have a home on their node, where somebody has brought the file with the password. */
    private SlurmFixture apart(Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("cluster.node-home", home + "/$SLURMD_NODENAME");
        SlurmFixture cluster = start(all);
        for (String node : NODES) {
            Path own = Files.createDirectory(
                    home.resolve(node),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.copy(home.resolve("home/cluster/worker.properties"), own.resolve("worker.properties"));
        }
        return cluster;
    }

    /** As when an operator wants the node for something else: TERM to the pilot there. */
    private static void cancelOn(SlurmFixture cluster, String node) {
        cluster.slurm.call("/usr/bin/scancel", "--nodelist=" + node, "--user=" + System.getProperty("user.name"));
    }

    private static String counting(int steps, int pause) {
        return "{\"name\": \"counts on\", \"steps\": " + steps + ", \"pause\": " + pause + "}";
    }

    private static RunId training(SlurmFixture cluster) {
        return cluster.queue.submit("ada", 0, TRAINING, hashOfShapes());
    }

    private static final String TRAINING = """
            {"name": "long", "dataset": {"id": "shapes", "trainLimit": 2000, "testLimit": 100},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1},
             "training": {"epochs": 30, "batchSize": 40}, "attacks": [], "measures": [], "floor": false, "trainAnew": true,
             "seeds": [125], "schemaVersion": 1}
            """;

    private static String hashOfShapes() {
        return ((DatasetListing.Usable) SharedShapes.datasets().find("shapes").orElseThrow())
                .info()
                .contentHash();
    }

    private SlurmFixture start(Map<String, String> settings) {
        return new SlurmFixture(slurm, home, settings);
    }
}
