package lab.obscura.execution.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.files.NativeCache;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.ProcessEnvironment;
import lab.obscura.execution.child.AttemptCommand;
import lab.obscura.platform.ObscuraProperties;

/** The command line that starts this same program again as the child process of an attempt, with its own limits. */
public final class ChildCommand {

    private static final String PROGRAM = "lab.obscura.Obscura";
    private static final String BOOT_LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private final ObscuraProperties properties;
    private final Supplier<List<String>> program;

    /** @param program what follows the JVM's options, before the arguments */
    public ChildCommand(ObscuraProperties properties, List<String> program) {
        this(properties, () -> program);
    }

    private ChildCommand(ObscuraProperties properties, Supplier<List<String>> program) {
        this.properties = properties;
        this.program = program;
    }

    /** Starts the program as this process was started: from a jar that carries its libraries, or from a class path. */
    public static ChildCommand ofThisProgram(ObscuraProperties properties) {
        if (!isBootJar()) {
            return new ChildCommand(properties, List.of(PROGRAM, "attempt"));
        }
        var unpacked = new UnpackedProgram(
                Path.of(System.getProperty("java.class.path")),
                properties.cache(),
                Clock.systemUTC(),
                ChildCommand::inBackground);
        return new ChildCommand(properties, () -> {
            List<String> start = new ArrayList<>(unpacked.start());
            start.add("attempt");
            return start;
        });
    }

    private static void inBackground(Runnable work) {
        var thread = new Thread(work, "prepare-program");
        thread.setDaemon(true);
        thread.start();
    }

    List<String> line(AttemptFolder folder, long seed) {
        ObscuraProperties.Worker limits = properties.worker();
        long heap = limits.heap().toMegabytes();
        long offHeap = limits.offHeap().toMegabytes();
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-Dorg.bytedeco.javacpp.maxbytes=" + offHeap + "m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + (heap + offHeap) + "m",
                "-Djava.awt.headless=true",
                "-XX:ErrorFile=" + folder.path().resolve("crash.log"),
                "-XX:-CreateCoredumpOnCrash"));
        line.addAll(ProcessTuning.options());
        nativeCache().ifPresent(line::add);
        line.addAll(program.get());
        line.addAll(List.of(
                "--folder=" + folder.path(),
                "--checkpoints=" + folder.checkpoints(),
                "--seed=" + seed,
                "--data=" + data(folder),
                "--cache=" + properties.cache(),
                "--trained=" + properties.trained(),
                "--trained-limit=" + properties.disk().trainedNetworks().toBytes()));
        return line;
    }

    /** What was fetched for the attempt is all that it reads. */
    private Path data(AttemptFolder folder) {
        return Files.isDirectory(folder.data())
                ? folder.data()
                : properties.data().directory();
    }

    /** Where the operator, or a missing home, has put the native libraries of this process. */
    static Optional<String> nativeCache() {
        return Optional.ofNullable(System.getProperty(NativeCache.PLACE))
                .map(place -> "-D" + NativeCache.PLACE + "=" + place);
    }

    /**
     * The class path goes by a variable, so that the command line stays readable in a list of processes. What the operator has tuned for
     * the worker holds for its children.
     */
    Map<String, String> environment(AttemptFolder folder) {
        var variables = new HashMap<>(ProcessEnvironment.of(AttemptCommand.definition(folder)));
        variables.put("CLASSPATH", System.getProperty("java.class.path"));
        variables.putAll(ProcessTuning.variables(System.getenv()));
        variables.put("OMP_NUM_THREADS", Integer.toString(threads()));
        if (properties.worker().gpuMemory().toBytes() == 0) {
            variables.put("CUDA_VISIBLE_DEVICES", "-1"); // this worker offers no card, so its runs must not find one
        }
        return variables;
    }

    /** Whether the attempt computes on a card where this worker offers one. */
    boolean mayUseCard(AttemptFolder folder) {
        return properties.worker().gpuMemory().toBytes() != 0
                && ProcessEnvironment.mayUseCard(AttemptCommand.definition(folder));
    }

    /** As configured; without a word about it, the slots share the cores. */
    private int threads() {
        var worker = properties.worker();
        int share = Runtime.getRuntime().availableProcessors() / worker.slots();
        return worker.threads() != 0 ? worker.threads() : Math.max(1, share);
    }

    private static boolean isBootJar() {
        try {
            Class.forName(BOOT_LAUNCHER, false, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
