package lab.obscura.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.Obscura;
import org.springframework.util.FileSystemUtils;

/**
 * One complete small experiment from the start of the process to its end: vgg11-bn-sgm with noise and CEM on CIFAR-10, five epochs, then
 * a decoder, five epochs, scores and pictures. Both engines and the Python peer take turns:
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

    private static final String DEFINITION = """
            { "dataset": {"id": "cifar10-lossless-6k", "trainLimit": %d, "testLimit": %d},
              "network": {"backbone": "vgg11-bn-sgm", "cutLayer": 4, "width": %s, "bottleneck": {"channels": 8}},
              "defense": [{"part": "gaussian-noise", "standardDeviation": 0.025},
                          {"part": "conditional-entropy", "weight": 16, "components": 5}],
              "training": {"epochs": %d, "batchSize": 128},
              "attacks": [{"attack": "decoder", "decoder": "%s", "epochs": %d, "knowledge": "train"}],
              "floor": false,
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
        warmUp(folder);
        Map<String, List<String>> commands = commands(folder, IMAGES, EPOCHS);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        commands.keySet().forEach(name -> seconds.put(name, new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            for (var contestant : Rounds.order(commands.entrySet(), round)) {
                String name = contestant.getKey();
                // A run on the folder of an earlier one would go on from its last checkpoint.
                FileSystemUtils.deleteRecursively(folder.resolve(name));
                Path log = folder.resolve(name + ".log");
                double taken = seconds(contestant.getValue(), log);
                System.out.printf("round %d, %s: %.1f s, %s%n", round + 1, name, taken, lastWords(log));
                seconds.get(name).add(taken);
            }
        }
        return seconds;
    }

    /** Libraries are unpacked and files are in the system's cache before the first clock runs. */
    private static void warmUp(Path folder) throws IOException, InterruptedException {
        for (var contestant : commands(folder, 500, 1).entrySet()) {
            seconds(contestant.getValue(), folder.resolve("warm-up.log"));
        }
    }

    private static void print(Map<String, List<Double>> seconds) {
        System.out.println("\n| contestant | seconds | divided by the last one's |\n|---|---|---|");
        Rounds peer = new Rounds(new ArrayList<>(seconds.values()).get(seconds.size() - 1));
        seconds.forEach((name, values) -> {
            var rounds = new Rounds(values);
            System.out.printf(
                    "| %s | %s | %s |%n",
                    name, rounds.text("%.0f"), rounds.over(peer).ratio());
        });
    }

    private static Map<String, List<String>> commands(Path folder, int images, int epochs) throws IOException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (String engine :
                System.getProperty("benchmark.engines", "dl4j,torch").split(",")) {
            Path file = folder.resolve(engine + ".json");
            Files.writeString(file, DEFINITION.formatted(images, images / 5, WIDTH, epochs, DECODER, epochs, engine));
            commands.put(
                    engine,
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1g",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            Obscura.class.getName(),
                            "run",
                            file.toString(),
                            "--data=" + DATA,
                            "--cache=" + folder.resolve("cache"),
                            "--out=" + folder.resolve(engine)));
        }
        if (Contestant.hasPyTorch()) {
            commands.put(
                    "python",
                    List.of(
                            Contestant.PYTHON.toString(),
                            "src/test/python/experiment.py",
                            DATA.resolve("cifar10-lossless-6k").toString(),
                            "--epochs=" + epochs,
                            "--images=" + images,
                            "--width=" + WIDTH,
                            "--decoder=" + DECODER));
        }
        return commands;
    }

    /** What the experiment came to: accuracy, and how near the attack came. */
    private static String lastWords(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("; ", lines.subList(Math.max(0, lines.size() - 2), lines.size()));
    }

    private static double seconds(List<String> command, Path log) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        builder.environment().put("OPENBLAS_THREAD_TIMEOUT", "4");
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + code + "; see " + log);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
