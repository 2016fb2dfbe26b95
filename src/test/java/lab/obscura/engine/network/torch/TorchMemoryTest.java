package lab.obscura.engine.network.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.Decoders;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * In a process of its own with a heap of one size and a collector that keeps no books beside it (G1's grow by 20 MB in the first hundred
 * trainings), so that nothing but the native memory of the trainings can grow.
 */
class TorchMemoryTest {

    private static final ImageShape FEATURE = new ImageShape(4, 4, 4);
    private static final ImageShape IMAGE = new ImageShape(16, 16, 3);
    private static final Path STATUS = Path.of("/proc/self/status");

    @Test
    void twoHundredTrainingsTakeNoMoreMemoryThanTwenty() throws IOException {
        assumeThat(STATUS).as("resident memory is read from Linux").exists();
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TorchMemoryTest.class.getName());

        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> kibibytes;
        try (BufferedReader lines = process.inputReader()) {
            kibibytes = lines.lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .collect(Collectors.toList());
        }

        assertThat(kibibytes).hasSize(2);
        assertThat((double) kibibytes.get(1)).isBetween(0.95 * kibibytes.get(0), 1.05 * kibibytes.get(0));
    }

    /** Trains two hundred networks and prints the resident memory after twenty and after all. */
    public static void main(String[] arguments) throws IOException {
        TorchEngine engine = TorchEngine.on("cpu");
        for (int training = 1; training <= 200; training++) {
            train(engine, training);
            if (training == 20 || training == 200) {
                System.out.println(Files.readAllLines(STATUS).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .findFirst()
                        .orElseThrow());
            }
        }
    }

    private static void train(TorchEngine engine, int training) {
        try (Network network = engine.build(Decoders.named("conv-n0c16", FEATURE, IMAGE), FEATURE, Seeds.of(training));
                INDArray features = RandomArrays.of(training, 32, FEATURE);
                INDArray direction = RandomArrays.of(training, 32, IMAGE)) {
            for (int step = 0; step < 3; step++) {
                network.forward(features, Pass.train(Seeds.of(step)));
                network.backward(direction, Wanted.BOTH);
                network.update(OptimizerStep.Adam.of(1e-3, 1e-4));
            }
            network.load(network.state());
            network.forward(features, Pass.eval());
        }
    }
}
