package lab.obscura.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.platform.TestPorts;

/** A real Slurm of two nodes with two cards each, for the tests of a class; in front of its commands a wrapper that counts them. */
public final class SlurmCluster implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("src/test/scripts/slurm").toAbsolutePath();
    private static final int NODES = 2;
    private static final int CARDS = 2;

    private final Path folder;
    private final Map<String, String> variables;

    private SlurmCluster(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /** Whether all programs are there that a cluster needs. */
    public static boolean isInstalled() {
        return Stream.of("/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged", "/usr/bin/sbatch")
                .allMatch(program -> Files.isExecutable(Path.of(program)));
    }

    /** What to do where it is not. */
    public static final String MISSING =
            "no Slurm here: apt-get install --no-install-recommends slurmctld slurmd slurm-client munge";

    /** @param variables of start.sh */
    public static SlurmCluster start(Path folder, Map<String, String> variables) {
        var cluster = new SlurmCluster(folder, variables);
        try {
            Files.createDirectories(folder.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Stream.of("squeue", "sbatch", "scancel").forEach(cluster::wrap);
        cluster.call(
                SCRIPTS + "/start.sh", folder.toString(), "" + TestPorts.freeRow(NODES + 1), "" + NODES, "" + CARDS);
        return cluster;
    }

    private void wrap(String command) {
        Path wrapper = folder.resolve("bin").resolve(command);
        try {
            Files.writeString(
                    wrapper,
                    "#!/bin/sh\necho \"" + command + " $*\" >> " + folder + "/calls\nexec /usr/bin/" + command
                            + " \"$@\"\n");
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands before each command of the service. */
    public String prefix() {
        return "env SLURM_CONF=" + folder + "/slurm.conf PATH=" + folder
                + "/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
    }

    /** How often the service has called a command. */
    public List<String> calls(String command) {
        try {
            Path calls = folder.resolve("calls");
            return Files.exists(calls)
                    ? Files.readAllLines(calls).stream()
                            .filter(line -> line.startsWith(command + " "))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command of an operator, past the counter. Returns what it said. */
    public String call(String... command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("SLURM_CONF", folder + "/slurm.conf");
            builder.environment().putAll(variables);
            Path said = Files.createTempFile(folder, "said", "");
            Process process = builder.redirectOutput(said.toFile()).start();
            int code = process.waitFor();
            String words = Files.readString(said, StandardCharsets.UTF_8);
            Files.delete(said);
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with code " + code + ": " + words);
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Jobs that wait, run or end, one a line. */
    public List<String> jobs() {
        return call("/usr/bin/squeue", "--noheader", "--array", "--format=%i %t %r")
                .lines()
                .toList();
    }

    /** Those of them that run. */
    public List<String> running() {
        return jobs().stream()
                .filter(line -> line.contains(" R "))
                .map(line -> line.split(" ")[0])
                .toList();
    }

    /** The id of a daemon, as it wrote it. */
    public String daemon(String name) {
        try {
            return Files.readString(folder.resolve("run/" + name + ".pid")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Again, after it was ended. */
    public void startController() {
        call("/usr/sbin/slurmctld", "-f", folder + "/slurm.conf");
    }

    /** As a new one: no jobs, with everything that they have started, no drained nodes, and nothing counted. */
    public void clear() {
        String me = "--user=" + System.getProperty("user.name");
        call("/usr/bin/scancel", "--quiet", "--full", "--signal=KILL", me);
        call("/usr/bin/scancel", "--quiet", me);
        long end = System.nanoTime() + 60_000_000_000L;
        while (!jobs().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Jobs that do not end: " + jobs());
            }
            SlurmFixture.pause(Duration.ofMillis(50));
        }
        drained().forEach(this::resume);
        try {
            Files.deleteIfExists(folder.resolve("calls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> drained() {
        return call("/usr/bin/sinfo", "--noheader", "--Node", "--partition=main", "--states=drain", "--format=%N")
                .lines()
                .map(String::strip)
                .toList();
    }

    /** It begins nothing any more; what runs there goes on. */
    public void drain(String node) {
        call("/usr/bin/scontrol", "update", "NodeName=" + node, "State=DRAIN", "Reason=a-test");
    }

    /** After it was drained. */
    public void resume(String node) {
        call("/usr/bin/scontrol", "update", "NodeName=" + node, "State=RESUME");
    }

    @Override
    public void close() {
        List<String> stop = new ArrayList<>(List.of(SCRIPTS + "/stop.sh", folder.toString()));
        call(stop.toArray(String[]::new));
    }
}
