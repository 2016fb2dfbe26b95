package lab.obscura.engine.network.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.platform.process.TestCommand;
import org.bytedeco.javacpp.Pointer;
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
    void twoHundredTrainingsTakeNoMoreMemoryThanTwenty() throws IOException, InterruptedException {
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

        List<Use> uses = TestCommand.run(new ProcessBuilder(command))
                .output()
                .lines()
                .filter(line -> line.startsWith(Use.MARK))
                .map(Use::parse)
                .toList();
        assertThat(uses).hasSize(2);
        Use early = uses.get(0);
        Use late = uses.get(1);
        assertThat((double) late.kibibytes()).isLessThan(1.05 * early.kibibytes());
        // Resident memory would not tell a small network from noise; the native objects that Java still holds are
        // exact.
        assertThat(late.pointers()).as("native objects that are held").isEqualTo(early.pointers());
        assertThat(late.bytes()).as("bytes of native objects that are held").isEqualTo(early.bytes());
    }

    /**
     * The memory that is the process's own, and the native objects of either library that were made and not freed. Pages of the program's
     * files do not count: the system takes and brings them as it needs room.
     */
    private record Use(long kibibytes, long pointers, long bytes) {

        static final String MARK = "use ";

        static Use now() throws IOException {
            long own = Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("RssAnon:") || line.startsWith("VmSwap:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            return new Use(own, Pointer.totalCount(), Pointer.totalBytes());
        }

        static Use parse(String line) {
            String[] numbers = line.substring(MARK.length()).split(" ");
            return new Use(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
        }

        @Override
        public String toString() {
            return MARK + kibibytes + " " + pointers + " " + bytes;
        }
    }

    /** Trains two hundred networks and prints what is in use after twenty and after all. */
    public static void main(String[] arguments) throws IOException {
        TorchEngine engine = TorchEngine.on(DeviceChoice.CPU);
        // Made once: what ND4J itself needs to make an array waits for the garbage collector.
        try (INDArray features = RandomArrays.of(1, 32, FEATURE);
                INDArray direction = RandomArrays.of(2, 32, IMAGE)) {
            for (int training = 1; training <= 200; training++) {
                train(engine, training, features, direction);
                if (training == 20 || training == 200) {
                    System.out.println(Use.now());
                }
            }
        }
    }

    private static void train(TorchEngine engine, int training, INDArray features, INDArray direction) {
        NetworkSpec spec = Decoders.named("conv-n0c16", FEATURE, IMAGE);
        try (Network network = engine.build(spec, FEATURE, Seeds.of(training))) {
            for (int step = 0; step < 3; step++) {
                ArrayPass.forward(network, features, Pass.train(Seeds.of(step)));
                ArrayPass.backward(network, direction, Wanted.BOTH);
                network.update(OptimizerStep.Adam.of(1e-3, 1e-4));
            }
            network.load(network.state());
            ArrayPass.forward(network, features, Pass.eval());
        }
    }
}
