package lab.obscura.execution.pilot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.network.torch.library.GpuInventory;
import lab.obscura.platform.ObscuraProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether a pilot can work where it was started, found out before it claims anything: on a node where something is missing every run would
 * fail, one after the other.
 */
public final class SelfCheck {

    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");

    private final ObscuraProperties properties;
    private final Path java;
    private final EngineBuild build;
    private final boolean cardFound;
    private final JdbcClient jdbc;
    private final Supplier<Optional<String>> further;

    /**
     * @param java the program that starts attempts
     * @param build of this program
     * @param cardFound whether this process sees one
     */
    SelfCheck(ObscuraProperties properties, Path java, EngineBuild build, boolean cardFound, JdbcClient jdbc) {
        this(properties, java, build, cardFound, jdbc, Optional::empty);
    }

    private SelfCheck(
            ObscuraProperties properties,
            Path java,
            EngineBuild build,
            boolean cardFound,
            JdbcClient jdbc,
            Supplier<Optional<String>> further) {
        this.further = further;
        this.properties = properties;
        this.java = java;
        this.build = build;
        this.cardFound = cardFound;
        this.jdbc = jdbc;
    }

    /** Of this process, on this node. */
    public static SelfCheck ofThisProcess(ObscuraProperties properties, JdbcClient jdbc) {
        return new SelfCheck(
                properties,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                EngineBuild.ofThisProgram(),
                GpuInventory.ofThisMachine().hasCard(),
                jdbc);
    }

    /**
     * The same, and one thing more.
     *
     * @param what is wrong with it, in words; empty when nothing is
     */
    public SelfCheck and(Supplier<Optional<String>> what) {
        return new SelfCheck(
                properties, java, build, cardFound, jdbc, () -> further.get().or(what));
    }

    /** What keeps it from working, in words; empty when nothing does. */
    public Optional<String> problem() {
        return Stream.<Supplier<Optional<String>>>of(
                        this::java, this::data, this::home, this::card, this::database, further)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> java() {
        return Optional.of("Java: " + java + " cannot be executed on this node. Load it in the pool's prologue")
                .filter(problem -> !Files.isExecutable(java));
    }

    /** A relative folder is the default of who has no data sets of their own. */
    private Optional<String> data() {
        Path data = properties.data().directory();
        return Optional.of("data: the folder " + data
                        + " is not on this node. Mount it there, or set obscura.data.directory to where it lies")
                .filter(problem -> data.isAbsolute() && !Files.isDirectory(data));
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

    /** A pilot migrates nothing: a thousand of them would wait for each other. */
    private Optional<String> database() {
        int known = newest();
        int found = jdbc.sql("select coalesce(max(version::int), 0) from flyway_schema_history where success")
                .query(Integer.class)
                .single();
        return Optional.of("database: its schema is of version " + found + ", this program needs " + known
                        + ". Start the service of the same version first")
                .filter(problem -> found < known);
    }

    private static int newest() {
        try {
            Resource[] migrations =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V*__*.sql");
            return Stream.of(migrations)
                    .map(Resource::getFilename)
                    .map(SelfCheck::version)
                    .flatMapToInt(OptionalInt::stream)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The program cannot list its own migrations", e);
        }
    }

    private static OptionalInt version(String file) {
        Matcher name = VERSION.matcher(String.valueOf(file));
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }
}
