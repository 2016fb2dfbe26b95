package lab.obscura.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.Obscura;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.execution.launch.ProcessTuning;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The child process of an attempt, from its start to the end of its first training step, on the preset {@code tiny}:
 * {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=StartUpBenchmark}. From the class path, and with
 * {@code -Dbenchmark.jar=FILE} from a jar: a worker that was started from {@code obscura.jar} takes it apart and starts its children from
 * {@code obscura.jar} in {@code program-…} of its cache, with the archive of classes that lies beside it. Beside the time on the clock stands that of the
 * processor, which other work on the machine does not stretch.
 */
public final class StartUpBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final String JAR = System.getProperty("benchmark.jar", "");
    private static final String FIRST_STEP = "\"stage\":\"training\"";

    private StartUpBenchmark() {}

    /** How long one start took. */
    private record Start(double seconds, double processorSeconds) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("start-up-benchmark");
        try {
            Map<String, List<Start>> starts = new LinkedHashMap<>();
            for (int round = -1; round < ROUNDS; round++) { // the first one draws the images and unpacks the libraries
                for (String engine :
                        System.getProperty("benchmark.engines", "dl4j,torch").split(",")) {
                    Start start = start(attempt(folder.resolve(engine + round), engine), folder);
                    if (round >= 0) {
                        starts.computeIfAbsent(engine, unused -> new ArrayList<>())
                                .add(start);
                    }
                }
            }
            System.out.println("| engine | seconds to the first step | processor seconds |\n|---|---|---|");
            starts.forEach((engine, all) -> System.out.printf(
                    "| %s | %s | %s |%n",
                    engine,
                    new Rounds(all.stream().map(Start::seconds).toList()).text("%.2f"),
                    new Rounds(all.stream().map(Start::processorSeconds).toList()).text("%.2f")));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static AttemptFolder attempt(Path folder, String engine) throws IOException {
        Map<String, Object> definition = new LinkedHashMap<>(Presets.tiny().definition());
        definition.put("engine", engine);
        var attempt = new AttemptFolder(folder);
        Files.createDirectories(folder);
        Files.write(attempt.definition(), JsonMapper.builder().build().writeValueAsBytes(definition));
        return attempt;
    }

    private static Start start(AttemptFolder attempt, Path folder) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(attempt, folder))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(attempt.path().resolve("stderr.txt").toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(ProcessTuning.variables(Map.of()));
        long begin = System.nanoTime();
        Process child = builder.start();
        try {
            while (!hasMadeAStep(attempt)) {
                if (!child.isAlive()) {
                    throw new IllegalStateException("The child ended before its first step: "
                            + Files.readString(attempt.path().resolve("stderr.txt")));
                }
                Thread.sleep(5);
            }
            Duration processor = child.info().totalCpuDuration().orElseThrow();
            return new Start((System.nanoTime() - begin) / 1e9, processor.toNanos() / 1e9);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static boolean hasMadeAStep(AttemptFolder attempt) throws IOException {
        return Files.exists(attempt.events())
                && Files.readString(attempt.events()).contains(FIRST_STEP);
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(JAR).toAbsolutePath().getParent())) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    /** As the worker's command line. */
    private static List<String> command(AttemptFolder attempt, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.maxbytes=4g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=5g",
                "-Djava.awt.headless=true"));
        command.addAll(ProcessTuning.options());
        if (JAR.isEmpty()) {
            command.add(Obscura.class.getName());
        } else {
            archives().forEach(archive -> command.add("-XX:SharedArchiveFile=" + archive));
            command.addAll(List.of("-jar", JAR));
        }
        command.addAll(List.of(
                "attempt",
                "--folder=" + attempt.path(),
                "--checkpoints=" + attempt.checkpoints(),
                "--seed=125",
                "--data=" + folder,
                "--cache=" + folder.resolve("cache")));
        return command;
    }
}
