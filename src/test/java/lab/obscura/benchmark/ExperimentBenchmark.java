package lab.obscura.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import lab.obscura.Obscura;
import lab.obscura.execution.launch.ProcessTuning;
import org.springframework.util.FileSystemUtils;

/**
 * One complete small experiment from the start of the process to its end: vgg11-bn-sgm with noise and CEM on CIFAR-10, five epochs, then
 * a decoder, five epochs, scores and pictures. Java is started as a worker starts a run: from a jar, with its options, variables and an
 * archive of classes. The peer comes twice: with the same variables, and ({@code python-plain}) as it is installed, with sleeping threads
 * alone. Without the measures and the linear attacker, which the peer does not compute. All take turns:
 * {@code ./mvnw -o -q -Pbenchmark test-compile exec:exec -Dbenchmark=ExperimentBenchmark -Dbenchmark.rounds=1}.
 * {@code -Dbenchmark.images=1000} takes that many training images and a fifth of it for the test, {@code -Dbenchmark.width=0.25} a
 * narrower backbone, {@code -Dbenchmark.decoder=conv-n0c16} another decoder. Needs the folder of real images.
 */
public final class ExperimentBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int IMAGES = Integer.getInteger("benchmark.images", 5000);
    private static final String WIDTH = System.getProperty("benchmark.width", "1");
    private static final String DECODER = System.getProperty("benchmark.decoder", "res-n8c64");
    private static final Path DATA = Path.of(System.getProperty("obscura.test.data", "../shared/data"));
    private static final int EPOCHS = 5;
    private static final String PLAIN = "python-plain";

    private static final String DEFINITION = """
            { "dataset": {"id": "cifar10-lossless-6k", "trainLimit": %d, "testLimit": %d},
              "network": {"backbone": "vgg11-bn-sgm", "cutLayer": 4, "width": %s, "bottleneck": {"channels": 8}},
              "defense": [{"part": "gaussian-noise", "standardDeviation": 0.025},
                          {"part": "conditional-entropy", "weight": 16, "components": 5}],
              "training": {"epochs": %d, "batchSize": 128},
              "attacks": [{"attack": "decoder", "decoder": "%s", "epochs": %d, "knowledge": "train"}],
              "floor": false, "measures": [],
              "seeds": [125], "engine": "%s" }
            """;

    private ExperimentBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("experiment-benchmark");
        try {
            print(seconds(folder));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static Map<String, List<Double>> seconds(Path folder) throws IOException, InterruptedException {
        Path program = program(folder.resolve("obscura.jar"));
        warmUp(folder, program);
        Map<String, List<String>> commands = commands(folder, program, IMAGES, EPOCHS);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        commands.keySet().forEach(name -> seconds.put(name, new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            for (var contestant : Rounds.order(commands.entrySet(), round)) {
                String name = contestant.getKey();
                // A run on the folder of an earlier one would go on from its last checkpoint.
                FileSystemUtils.deleteRecursively(folder.resolve(name));
                Path log = folder.resolve(name + ".log");
                double taken = seconds(name, contestant.getValue(), log);
                System.out.printf("round %d, %s: %.1f s, %s%n", round + 1, name, taken, lastWords(log));
                seconds.get(name).add(taken);
            }
        }
        return seconds;
    }

    /** Libraries are unpacked, classes archived and files in the system's cache before the first clock runs. */
    private static void warmUp(Path folder, Path program) throws IOException, InterruptedException {
        for (var contestant : commands(folder, program, 500, 1).entrySet()) {
            seconds(contestant.getKey(), contestant.getValue(), folder.resolve("warm-up.log"));
        }
        Path definition = folder.resolve("archive.json");
        Files.writeString(definition, DEFINITION.formatted(500, 100, WIDTH, 1, DECODER, 1, "torch"));
        List<String> recording =
                java("-XX:ArchiveClassesAtExit=" + archive(program), program, definition, folder, "archive");
        seconds("archive", recording, folder.resolve("warm-up.log"));
    }

    /** The classes of the program: the JVM archives none that lie in a folder. */
    private static Path program(Path jar) throws IOException {
        Path classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> Files.isRegularFile(entry.resolve("lab/obscura/Obscura.class")))
                .findFirst()
                .orElseThrow();
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> found = Files.walk(classes)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    private static Path archive(Path program) {
        return program.resolveSibling("classes.jsa");
    }

    private static void print(Map<String, List<Double>> seconds) {
        System.out.println(
                "\n| contestant | seconds | divided by the last one's | by python-plain's |\n|---|---|---|---|");
        Rounds peer = new Rounds(new ArrayList<>(seconds.values()).get(seconds.size() - 1));
        var plain = Optional.ofNullable(seconds.get(PLAIN)).map(Rounds::new).orElse(peer);
        seconds.forEach((name, values) -> {
            var rounds = new Rounds(values);
            System.out.printf(
                    "| %s | %s | %s | %s |%n",
                    name,
                    rounds.text("%.1f"),
                    rounds.over(peer).ratio(),
                    rounds.over(plain).ratio());
        });
    }

    private static Map<String, List<String>> commands(Path folder, Path program, int images, int epochs)
            throws IOException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (String engine :
                System.getProperty("benchmark.engines", "dl4j,torch").split(",")) {
            Path file = folder.resolve(engine + ".json");
            Files.writeString(file, DEFINITION.formatted(images, images / 5, WIDTH, epochs, DECODER, epochs, engine));
            commands.put(engine, java("-XX:SharedArchiveFile=" + archive(program), program, file, folder, engine));
        }
        if (Contestant.hasPyTorch()) {
            commands.put(PLAIN, python(images, epochs));
            commands.put("python", python(images, epochs));
        }
        return commands;
    }

    private static List<String> java(String option, Path program, Path definition, Path folder, String out) {
        String libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", option));
        command.addAll(ProcessTuning.options());
        command.addAll(List.of(
                "-classpath",
                program + File.pathSeparator + libraries,
                Obscura.class.getName(),
                "run",
                definition.toString(),
                "--data=" + DATA,
                "--cache=" + folder.resolve("cache"),
                "--out=" + folder.resolve(out)));
        return command;
    }

    private static List<String> python(int images, int epochs) {
        return List.of(
                Contestant.PYTHON.toString(),
                "src/test/python/experiment.py",
                DATA.resolve("cifar10-lossless-6k").toString(),
                "--epochs=" + epochs,
                "--images=" + images,
                "--width=" + WIDTH,
                "--decoder=" + DECODER);
    }

    /** What the experiment came to: accuracy, and how near the attack came. */
    private static String lastWords(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("; ", lines.subList(Math.max(0, lines.size() - 2), lines.size()));
    }

    private static double seconds(String name, List<String> command, Path log)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        if (name.equals(PLAIN)) {
            builder.environment().put("OMP_WAIT_POLICY", "passive");
        } else {
            builder.environment().putAll(ProcessTuning.variables(Map.of()));
        }
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + code + "; see " + log);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
