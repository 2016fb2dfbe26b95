package lab.obscura.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Convolutions.LocalCompetition;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Sparse codes by local competition, against numbers by hand and against what makes codes the sparsest. */
@ParameterizedClass
@EnumSource(TestEngine.class)
class LocalCompetitionTest {

    private static final int HEIGHT = 4;
    private static final int WIDTH = 5;
    private static final int CHANNELS = 2;
    private static final int ATOMS = 3;
    private static final int KERNEL = 3;
    private static final double THRESHOLD = 0.3;

    private final Engine engine;

    LocalCompetitionTest(TestEngine tested) {
        this.engine = tested.inDoublePrecision();
    }

    /**
     * One pixel of 2, one atom of 0.5, threshold 0.1, step 0.4. First potential 0.4 · 0.5 · 2 = 0.4, code 0.3. That leaves 2 − 0.15 = 1.85,
     * so the second is 0.4 + 0.4 · (0.925 − 0.4 + 0.3) = 0.73, code 0.63.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.3", "2, 0.63"})
    void iterationsAreThoseOfTheFormula(int iterations, double expected) {
        var layer = new LocalCompetition(1, 1, 1, iterations, 0.1, 0.4);

        double[] codes = codes(layer, new ImageShape(1, 1, 1), new float[] {0.5f}, new float[] {2});

        assertThat(codes).containsExactly(new double[] {expected}, within(1e-6));
    }

    /** What an atom of any length would still explain is the threshold where it has a code, and no more than that where it has none. */
    @Test
    void whereTheyComeToRestNoOtherCodesAreBetter() {
        float[] atoms = new RandomStream(1).gaussians(KERNEL * KERNEL * CHANNELS * ATOMS, 0.25);
        float[] image = new RandomStream(2).gaussians(HEIGHT * WIDTH * CHANNELS, 1);
        var layer = new LocalCompetition(CHANNELS, ATOMS, KERNEL, 400, THRESHOLD, 0.3);

        double[] codes = codes(layer, new ImageShape(HEIGHT, WIDTH, CHANNELS), atoms, image);

        double[] explained = explained(codes, atoms, image);
        assertThat(codes).hasSize(HEIGHT * WIDTH * ATOMS);
        assertThat(IntStream.range(0, codes.length).filter(i -> codes[i] > 0).count())
                .as("codes of %s", codes.length)
                .isBetween(10L, 50L);
        assertThat(IntStream.range(0, codes.length).filter(i -> codes[i] > 0))
                .allSatisfy(i -> assertThat(explained[i]).isCloseTo(THRESHOLD, within(1e-4)));
        assertThat(IntStream.range(0, codes.length).filter(i -> codes[i] == 0))
                .allSatisfy(i -> assertThat(explained[i]).isLessThan(THRESHOLD + 1e-4));
    }

    @Test
    void atomsAreOfLengthOneAtFirstAndDiffer() {
        var layer = new LocalCompetition(CHANNELS, ATOMS, KERNEL, 1, THRESHOLD, 0.3);
        try (Network network = engine.build(layer, new ImageShape(HEIGHT, WIDTH, CHANNELS), Seeds.of(3))) {
            float[] weight = network.state().tensors().get("weight").values();

            assertThat(IntStream.range(0, ATOMS).mapToDouble(atom -> length(weight, atom)))
                    .allSatisfy(length -> assertThat(length).isCloseTo(1, within(1e-5)));
            assertThat(weight[0]).isNotEqualTo(weight[1]);
        }
    }

    /** Ten iterations have ten convolutions and nine transposed ones, and keep ten images of codes and ten of what is left. */
    @Test
    void everyIterationCostsTimeAndMemory() {
        var layer = new LocalCompetition(8, 4, 5, 10, 0.25, 0.2);
        var image = new ImageShape(6, 7, 8);

        assertThat(layer.multiplyAdds(image)).isEqualTo(19L * 42 * 25 * 32);
        assertThat(layer.activations(image)).isEqualTo(10L * 42 * (8 + 4));
        assertThat(layer.parameterCount()).isEqualTo(25 * 32);
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 1, needs 3 channels", "2, 4, 1, kernel must be odd", "2, 3, 0, iterations must be at least 1"})
    void whatDoesNotFitIsRefused(int channels, int kernel, int iterations, String reason) {
        var layer = new LocalCompetition(channels, ATOMS, kernel, iterations, THRESHOLD, 0.3);
        var image = new ImageShape(HEIGHT, WIDTH, CHANNELS);

        assertThatThrownBy(() -> layer.output(image))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("local-competition")
                .hasMessageContaining(reason);
    }

    private double[] codes(LocalCompetition layer, ImageShape shape, float[] atoms, float[] image) {
        try (Network network = engine.build(layer, shape, Seeds.of(3));
                var exact = Nd4j.create(image, new long[] {1, shape.height(), shape.width(), shape.channels()}, 'c')
                        .castTo(DataType.DOUBLE)) {
            long[] size = network.state().tensors().get("weight").shape();
            network.load(new NetworkState(Map.of("weight", new Tensor(size, atoms))));
            float[] values = ArrayPass.values(ArrayPass.forward(network, exact, Pass.eval()));
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }
    }

    /** Each atom's product with what the codes leave of the image, place by place. */
    private static double[] explained(double[] codes, float[] atoms, float[] image) {
        double[] left =
                IntStream.range(0, image.length).mapToDouble(i -> image[i]).toArray();
        everyPair((code, pixel, weight) -> left[pixel] -= codes[code] * atoms[weight]);
        double[] explained = new double[codes.length];
        everyPair((code, pixel, weight) -> explained[code] += left[pixel] * atoms[weight]);
        return explained;
    }

    /** A code, a value of the image that it reaches, and the weight between them. */
    private interface Pair {

        void visit(int code, int pixel, int weight);
    }

    private static void everyPair(Pair pair) {
        for (int code = 0; code < HEIGHT * WIDTH * ATOMS; code++) {
            for (int weight = code % ATOMS; weight < KERNEL * KERNEL * CHANNELS * ATOMS; weight += ATOMS) {
                int place = weight / (CHANNELS * ATOMS);
                int row = code / ATOMS / WIDTH + place / KERNEL - 1;
                int column = code / ATOMS % WIDTH + place % KERNEL - 1;
                if (row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH) {
                    pair.visit(code, (row * WIDTH + column) * CHANNELS + weight / ATOMS % CHANNELS, weight);
                }
            }
        }
    }

    private static double length(float[] weight, int atom) {
        return Math.sqrt(IntStream.iterate(atom, i -> i < weight.length, i -> i + ATOMS)
                .mapToDouble(i -> (double) weight[i] * weight[i])
                .sum());
    }
}
