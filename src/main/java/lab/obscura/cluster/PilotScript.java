package lab.obscura.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.obscura.platform.CheckpointSettings;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.settings.ClusterSettings;
import lab.obscura.platform.settings.ClusterSettings.Pool;

/**
 * The batch script of a pilot. It holds no password: the program reads that from a file which only its user may read, in the folder that
 * nodes and service share, or that somebody has brought to the node where they share none.
 */
final class PilotScript {

    /** Beside the run's process there is the worker's own. */
    private static final long WORKER_MEGABYTES = 512;

    private final ObscuraProperties properties;
    private final String program;
    private final Path credentials;

    /**
     * @param program what starts this program on a node
     * @param credentials the file that says how a pilot reaches its queue
     */
    PilotScript(ObscuraProperties properties, String program, Path credentials) {
        this.properties = properties;
        this.program = program;
        this.credentials = credentials;
    }

    String of(Pool pool) {
        return String.format(
                Locale.ROOT, """
                #!/bin/bash
                # A pilot of Obscura's pool %s: one worker with one slot. The service wrote this.
                %s
                %s%s
                exec %s worker %s
                """, pool.name(), pool.prologue(), ownFolder(), end(pool), program, arguments(pool));
    }

    /** A program of Spring reads settings from the folder where it starts: nobody else may write there, as all may in that of a node. */
    private String ownFolder() {
        String nodeHome = properties.cluster().nodeHome();
        return nodeHome.isEmpty() ? "" : "mkdir -p -m 700 \"" + nodeHome + "\" && cd \"" + nodeHome + "\" || exit 1\n";
    }

    /** Slurm says it itself from 23.02 on. */
    private static String end(Pool pool) {
        String otherwise = pool.timeLimit()
                .map(Duration::toSeconds)
                .map(seconds -> "$(( $(date +%s) + " + seconds + " ))")
                .orElse("$(date -d \"$(squeue -h -j \"$SLURM_JOB_ID\" -o %e 2> /dev/null)\" +%s 2> /dev/null)");
        return "export SLURM_JOB_END_TIME=\"${SLURM_JOB_END_TIME:-" + otherwise + "}\"";
    }

    private String arguments(Pool pool) {
        ClusterSettings cluster = properties.cluster();
        long heap = properties.worker().heap().toMegabytes();
        List<String> arguments = new ArrayList<>(List.of(
                "--obscura.worker.pool=" + pool.name(),
                "--obscura.worker.slots=1",
                "--obscura.worker.exit-when-idle=" + cluster.exitWhenIdle().toMillis() + "ms",
                "--obscura.worker.end-margin=" + properties.worker().endMargin().toMillis() + "ms",
                "--obscura.worker.min-claim=" + properties.worker().minClaim().toMillis() + "ms",
                "--obscura.worker.heap=" + heap + "MB",
                "--obscura.worker.off-heap=" + offHeapMegabytes(pool) + "MB",
                "--obscura.worker.gpu-memory=" + pool.gpuMemory().toMegabytes() + "MB"));
        Path data = properties.data().directory().toAbsolutePath().normalize();
        if (data.toFile().isDirectory()) {
            arguments.add("--obscura.data.directory=" + data);
        }
        arguments.addAll(checkpoints());
        return places() + " " + arguments.stream().map(PilotScript::quoted).collect(Collectors.joining(" "));
    }

    /** On a folder of the node's own its variables hold, and nothing else that a shell would look at. */
    private String places() {
        String nodeHome = properties.cluster().nodeHome();
        return nodeHome.isEmpty()
                ? quoted("--spring.config.additional-location=file:" + credentials) + " "
                        + quoted("--obscura.home="
                                + properties.home().toAbsolutePath().normalize())
                : "\"--spring.config.additional-location=file:" + nodeHome + "/" + credentials.getFileName()
                        + "\" \"--obscura.home=" + nodeHome + "\"";
    }

    /** Pilots publish where this service looks. The key of an object store is not among it: that comes from the environment of the nodes. */
    private List<String> checkpoints() {
        if (properties.cluster().isRemote()) {
            return List.of(); // they publish through the service
        }
        CheckpointSettings checkpoint = properties.checkpoint();
        List<String> settings = new ArrayList<>();
        if (checkpoint.store() != CheckpointSettings.Store.NONE) {
            settings.add("store=" + checkpoint.store().name().toLowerCase(Locale.ROOT));
            settings.add("interval=" + checkpoint.interval().toMillis() + "ms");
        }
        if (checkpoint.store() == CheckpointSettings.Store.FOLDER) {
            settings.add("folder=" + properties.published().toAbsolutePath().normalize());
        }
        if (checkpoint.store() == CheckpointSettings.Store.S3) {
            settings.add("s3.endpoint=" + checkpoint.s3().endpoint());
            settings.add("s3.region=" + checkpoint.s3().region());
            settings.add("s3.bucket=" + checkpoint.s3().bucket());
            settings.add("s3.prefix=" + checkpoint.s3().prefix());
        }
        return settings.stream()
                .map(setting -> "--obscura.checkpoint." + setting)
                .toList();
    }

    /** What a run's engine may take of the memory that the batch system grants. */
    long offHeapMegabytes(Pool pool) {
        return Math.max(
                256, pool.memory().toMegabytes() - properties.worker().heap().toMegabytes() - WORKER_MEGABYTES);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
