package lab.obscura.execution.pilot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.network.torch.library.GpuInventory;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.platform.ObscuraProperties;

/**
 * Whether a pilot can work where it was started, found out before it claims anything: on a node where something is missing every run would
 * fail, one after the other.
 */
public final class SelfCheck {

    private final ObscuraProperties properties;
    private final Path java;
    private final EngineBuild build;
    private final boolean cardFound;
    private final QueueLink queue;
    private final Supplier<Optional<String>> further;

    /**
     * @param java the program that starts attempts
     * @param build of this program
     * @param cardFound whether this process sees one
     */
    SelfCheck(ObscuraProperties properties, Path java, EngineBuild build, boolean cardFound, QueueLink queue) {
        this(properties, java, build, cardFound, queue, Optional::empty);
    }

    private SelfCheck(
            ObscuraProperties properties,
            Path java,
            EngineBuild build,
            boolean cardFound,
            QueueLink queue,
            Supplier<Optional<String>> further) {
        this.further = further;
        this.properties = properties;
        this.java = java;
        this.build = build;
        this.cardFound = cardFound;
        this.queue = queue;
    }

    /** Of this process, on this node. */
    public static SelfCheck ofThisProcess(ObscuraProperties properties, QueueLink queue) {
        return new SelfCheck(
                properties,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                EngineBuild.ofThisProgram(),
                GpuInventory.ofThisMachine().hasCard(),
                queue);
    }

    /**
     * The same, and one thing more.
     *
     * @param what is wrong with it, in words; empty when nothing is
     */
    public SelfCheck and(Supplier<Optional<String>> what) {
        return new SelfCheck(
                properties, java, build, cardFound, queue, () -> further.get().or(what));
    }

    /** What keeps it from working, in words; empty when nothing does. */
    public Optional<String> problem() {
        return Stream.<Supplier<Optional<String>>>of(
                        this::java, this::data, this::home, this::card, queue::problem, further)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> java() {
        return Optional.of("Java: " + java + " cannot be executed on this node. Load it in the pool's prologue")
                .filter(problem -> !Files.isExecutable(java));
    }

    /** A relative folder is the default of who has no data sets of their own; who reaches the service alone fetches them. */
    private Optional<String> data() {
        Path data = properties.data().directory();
        return Optional.of("data: the folder " + data
                        + " is not on this node. Mount it there, or set obscura.data.directory to where it lies")
                .filter(problem -> data.isAbsolute()
                        && !Files.isDirectory(data)
                        && !properties.worker().isRemote());
    }

    private Optional<String> home() {
        try {
            Files.createDirectories(properties.attempts());
            Files.delete(Files.createTempFile(properties.attempts(), "check", ""));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("home: nothing can be written to " + properties.home() + " ("
                    + e.getClass().getSimpleName() + "). Give this user the right, or set obscura.home");
        }
    }

    /** Whoever names the memory of a card wants runs that need one. */
    private Optional<String> card() {
        if (properties.worker().gpuMemory().toBytes() <= 0) {
            return Optional.empty();
        }
        if (build == EngineBuild.CPU) {
            return Optional.of("card: this program has no code for GPUs. Build it with -Ptorch-cuda or -Pcuda, or leave"
                    + " out gpu-memory");
        }
        return Optional.of("card: this process sees none. Ask the batch system for one, as with --gres=gpu:1")
                .filter(problem -> !cardFound);
    }
}
