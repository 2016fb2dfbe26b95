package lab.obscura.platform.settings;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the service lets a batch system start workers.
 *
 * @param engine which batch system; {@code none}: nobody starts any
 * @param command what stands before each command of the batch system, as {@code ssh login}; empty: they run on this machine
 * @param interval how often the service looks
 * @param patience how long a command may take
 * @param workerCommand what starts this program on a node, without the word {@code worker}; empty: as it was started here
 * @param database address of the database as nodes reach it; empty: as this service reaches it
 * @param server address of this service as nodes reach it, as {@code https://obscura.lab}: pilots work through it and need no way to the database; empty:
 *     they reach the database
 * @param tokenFile where the token of a worker lies on each node, for that
 * @param thisHost whether the nodes are this machine, so that they reach what listens on its loopback address alone
 * @param nodeHome {@code obscura.home} of pilots where nodes and service share no folder, with variables of the node, as {@code /local/$USER/obscura};
 *     empty: that of this service, which they share
 * @param exitWhenIdle how long a pilot stays that has nothing to do
 * @param pools what kinds of pilots there are; a run counts for the first that it fits into
 */
public record ClusterSettings(
        @DefaultValue("none") Engine engine,
        @DefaultValue("") String command,
        @DefaultValue("30s") Duration interval,
        @DefaultValue("20s") Duration patience,
        @DefaultValue("") String workerCommand,
        @DefaultValue("") String database,
        @DefaultValue("") String server,
        @DefaultValue("") String tokenFile,
        @DefaultValue("false") boolean thisHost,
        @DefaultValue("") String nodeHome,
        @DefaultValue("60s") Duration exitWhenIdle,
        @DefaultValue({}) List<Pool> pools) {

    /** Stands between double quotes in a shell: nothing in it may end them or call a program. */
    private static final String NODE_HOME = "(/|\\$[A-Z{])[A-Za-z0-9_.${}/-]*";

    /** Whether pilots work through this service instead of the database. */
    public boolean isRemote() {
        return !server.isBlank();
    }

    /** Who starts pilots. */
    public enum Engine {
        NONE,
        SLURM
    }

    public ClusterSettings {
        pools = List.copyOf(pools);
        if (interval.toMillis() < 100 || patience.toMillis() < 100 || exitWhenIdle.toMillis() < 100) {
            throw new IllegalArgumentException(
                    "obscura.cluster.interval, patience and exit-when-idle must be above 0s, were " + interval + ", "
                            + patience + " and " + exitWhenIdle);
        }
        if (!nodeHome.isEmpty() && !nodeHome.matches(NODE_HOME)) {
            throw new IllegalArgumentException(
                    "obscura.cluster.node-home must be a folder from the root on, of letters, digits, _ . - / and variables as $USER, was "
                            + nodeHome + ". Leave it out where nodes share obscura.home");
        }
        if (server.isEmpty() && !tokenFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "obscura.cluster.token-file is for pilots that work through obscura.cluster.server, was "
                            + tokenFile + ". Name the server, or leave the file out");
        }
        if (engine != Engine.NONE && pools.isEmpty()) {
            throw new IllegalArgumentException(
                    "obscura.cluster.engine=" + engine.name().toLowerCase(java.util.Locale.ROOT)
                            + " needs a pool: set obscura.cluster.pools[0].name and .sbatch, or leave the engine at none");
        }
        Set<String> names = new HashSet<>();
        pools.stream().filter(pool -> !names.add(pool.name())).findFirst().ifPresent(pool -> {
            throw new IllegalArgumentException(
                    "obscura.cluster.pools must have different names, " + pool.name() + " stands there twice");
        });
    }

    /**
     * One kind of pilots: each is one worker with one slot.
     *
     * @param name in the names of its jobs
     * @param device what runs it takes: {@code cpu} or {@code cuda}
     * @param memory of one pilot, as the batch system grants it
     * @param gpuMemory of its card
     * @param max how many there may be at once
     * @param maxPending how many of them may wait for a node
     * @param sbatch options of the batch system's command, separated by blanks
     * @param prologue lines of the shell before the program, as {@code module load java/17}
     */
    public record Pool(
            String name,
            @DefaultValue("cpu") Device device,
            @DefaultValue("8GB") DataSize memory,
            @DefaultValue("0B") DataSize gpuMemory,
            @DefaultValue("4") int max,
            @DefaultValue("8") int maxPending,
            @DefaultValue("") String sbatch,
            @DefaultValue("") String prologue) {

        /** Where a pilot computes. */
        public enum Device {
            CPU,
            CUDA
        }

        /** What the service says itself; said twice, jobs would be lost or counted wrong. */
        private static final List<String> OURS = List.of(
                "--job-name",
                "-J",
                "--array",
                "-a",
                "--requeue",
                "--no-requeue",
                "--signal",
                "--wrap",
                "--parsable",
                "--open-mode");

        private static final DataSize LEAST_MEMORY = DataSize.ofGigabytes(2);

        public Pool {
            name = Optional.ofNullable(name).orElse("");
            if (!name.matches("[a-z0-9][a-z0-9-]{0,29}")) {
                throw new IllegalArgumentException(
                        "obscura.cluster.pools[].name must be 1 to 30 of a-z, 0-9 and -, was \"" + name + "\"");
            }
            if (max < 1 || max > 10_000 || maxPending < 1) {
                throw new IllegalArgumentException(
                        "obscura.cluster.pools[].max must be from 1 to 10000 and max-pending from 1, were " + max
                                + " and " + maxPending + " in pool " + name);
            }
            if (memory.compareTo(LEAST_MEMORY) < 0) {
                throw new IllegalArgumentException(
                        "obscura.cluster.pools[].memory must be at least 2GB, was " + memory + " in pool " + name);
            }
            if ((device == Device.CUDA) != (gpuMemory.toBytes() > 0)) {
                throw new IllegalArgumentException(
                        "obscura.cluster.pools[].gpu-memory is what the card of a pool with device=cuda has,"
                                + " and 0B for device=cpu, was " + gpuMemory + " in pool " + name);
            }
            String pool = name;
            words(sbatch)
                    .map(word -> word.replaceFirst("=.*", ""))
                    .filter(OURS::contains)
                    .findFirst()
                    .ifPresent(word -> {
                        throw new IllegalArgumentException("obscura.cluster.pools[].sbatch of pool " + pool
                                + " must not say " + word + ": the service says it. Take it out");
                    });
        }

        /** The options, one each. */
        public List<String> options() {
            return words(sbatch).toList();
        }

        private static Stream<String> words(String text) {
            return Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty());
        }

        /** How long a pilot lives by its option {@code --time}; empty where the batch system's default holds. */
        public Optional<Duration> timeLimit() {
            List<String> options = options();
            for (int i = 0; i < options.size(); i++) {
                String option = options.get(i);
                if (option.startsWith("--time=")) {
                    return Optional.of(SlurmTime.parse(option.substring("--time=".length())));
                }
                if ((option.equals("--time") || option.equals("-t")) && i + 1 < options.size()) {
                    return Optional.of(SlurmTime.parse(options.get(i + 1)));
                }
            }
            return Optional.empty();
        }
    }
}
