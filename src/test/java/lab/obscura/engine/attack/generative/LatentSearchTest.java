package lab.obscura.engine.attack.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.decoder.Generators;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

/** The pieces of the search through a generator, each against a computation of its own. */
class LatentSearchTest {

    private static final ImageShape IMAGE = new ImageShape(8, 8, 1);
    private static final Generators DESIGN = new Generators(IMAGE, 3, 2);
    private static final int COUNT = 2;

    private final Engine engine = Dl4jEngine.create();

    @Test
    void theBlocksOneAfterTheOtherAreTheWholeGenerator() {
        NetworkSpec spec = Layers.sequence(DESIGN.blocks());
        float[] codes = codes();
        try (Network whole = engine.build(spec, DESIGN.code(), Seeds.of(3));
                var input = Batch.of(codes, new ImageShape(1, 1, 3))) {
            float[] drawn = whole.forward(input, Pass.eval()).values();
            var generator = new TrainedGenerator(DESIGN, whole.state().learned(), normal());
            float[] inner = codes;
            var fromEachOn = new ArrayList<float[]>();
            for (int block = 0; block < generator.blocks(); block++) {
                try (FrozenNetwork one = generator.only(block, engine);
                        FrozenNetwork rest = generator.from(block, engine)) {
                    fromEachOn.add(rest.forward(inner, COUNT));
                    inner = one.forward(inner, COUNT);
                }
            }
            fromEachOn.add(inner);
            assertThat(fromEachOn)
                    .hasSize(4)
                    .allSatisfy(image -> assertThat(image).containsExactly(drawn, within(1e-6f)));
        }
    }

    @Test
    void theGradientAtTheCodesAgreesWithFiniteDifferences() {
        var init = NetworkSpec.Init.KAIMING_UNIFORM;
        NetworkSpec smooth = Layers.sequence(
                new TransposedConvolution(3, 4, 8, 8, 0, 0, true, init),
                new Activation(NetworkSpec.Function.TANH),
                Convolution.of(4, 1, 3, init),
                Layers.sigmoid());
        NetworkSpec edge = Layers.sequence(Convolution.of(1, 2, 3, init), Layers.sigmoid());
        float[] received = new RandomStream(5).gaussians(COUNT * IMAGE.size() * 2, 1);
        try (var drawing = new FrozenNetwork(List.of(engine.build(smooth, DESIGN.code(), Seeds.of(3))));
                var encoder = new WhiteBoxEncoder(new FrozenNetwork(List.of(engine.build(edge, IMAGE, Seeds.of(4)))))) {
            var match = new FeatureMatch(drawing, encoder, received);
            float[] codes = codes();

            float[] gradient = match.at(codes).gradient();

            assertThat(match.each(codes)[0] + match.each(codes)[1])
                    .isCloseTo(match.at(codes).loss(), within(1e-9));
            assertThat(relativeError(
                            gradient, differences(codes, at -> match.at(at).loss())))
                    .isLessThan(0.02);
        }
    }

    @Test
    void thePriorIsTheMeanSquareOfWhatIsUnusualInACode() {
        var statistics = new CodeStatistics(new double[] {1, -1, 0}, new double[] {0.5, 2, 1});
        float[] codes = {2, -1, 3, 1, 1, 0};
        float[] gradient = new float[6];

        double value = statistics.addPrior(codes, 0.6, gradient);

        // 0.2 · (2² + 0² + 3²) and 0.2 · (0² + 1² + 0²)
        assertThat(value).isCloseTo(0.2 * 13 + 0.2, within(1e-6));
        assertThat(relativeError(gradient, differences(codes, at -> statistics.addPrior(at, 0.6, new float[6]))))
                .isLessThan(1e-3);
    }

    @Test
    void codesAreDescribedByTheirMeanAndDeviation() {
        var statistics = CodeStatistics.of(new float[] {1, 7, 3, 7}, new ImageShape(1, 1, 2));

        assertThat(statistics.mean()).containsExactly(2, 7);
        assertThat(statistics.deviation()).containsExactly(1, CodeStatistics.SMALLEST);
        float[] starts = statistics.starts(2000, new RandomStream(1));
        assertThat(List.of(starts[0], starts[1])).containsExactly(2f, 7f);
        var drawn = CodeStatistics.of(starts, new ImageShape(1, 1, 2));
        assertThat(drawn.mean()[0]).isCloseTo(2, within(0.1));
        assertThat(drawn.deviation()[0]).isCloseTo(1, within(0.1));
    }

    /** The nearest place in a ball: where the Lagrangian's threshold is found by bisection. */
    @Test
    void whatLeavesABallComesBackToItsNearestPlace() {
        float[] centers = new RandomStream(6).gaussians(14, 1);
        float[] guess = new RandomStream(7).gaussians(14, 1);
        for (int i = 7; i < 14; i++) {
            guess[i] = centers[i] + 0.001f; // within its ball: stays
        }
        float[] before = guess.clone();

        new OneNormBalls(centers, 7, 0.5).apply(guess);

        double limit = 0;
        for (int i = 0; i < 7; i++) {
            limit += 0.5 * Math.abs(centers[i]);
        }
        double low = 0;
        double high = 10;
        for (int round = 0; round < 100; round++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (int i = 0; i < 7; i++) {
                sum += Math.max(0, Math.abs(before[i] - centers[i]) - middle);
            }
            low = sum > limit ? middle : low;
            high = sum > limit ? high : middle;
        }
        double threshold = low;
        float[] expected = new float[7];
        for (int i = 0; i < 7; i++) {
            double away = before[i] - centers[i];
            expected[i] = (float) (centers[i] + Math.signum(away) * Math.max(0, Math.abs(away) - threshold));
        }
        assertThat(Arrays.copyOf(guess, 7)).containsExactly(expected, within(1e-6f));
        assertThat(Arrays.copyOfRange(guess, 7, 14)).containsExactly(Arrays.copyOfRange(before, 7, 14));
    }

    private static float[] codes() {
        return new RandomStream(2).gaussians(COUNT * 3, 1);
    }

    private static CodeStatistics normal() {
        return new CodeStatistics(new double[3], new double[] {1, 1, 1});
    }

    private static double[] differences(float[] at, ToDoubleFunction<float[]> value) {
        float step = 1e-2f;
        double[] differences = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            float here = at[i];
            at[i] = here + step;
            double above = value.applyAsDouble(at);
            at[i] = here - step;
            double below = value.applyAsDouble(at);
            at[i] = here;
            differences[i] = (above - below) / (2 * step);
        }
        return differences;
    }

    private static double relativeError(float[] gradient, double[] differences) {
        double distance = 0;
        double squares = 0;
        for (int i = 0; i < differences.length; i++) {
            distance += (gradient[i] - differences[i]) * (gradient[i] - differences[i]);
            squares += differences[i] * differences[i];
        }
        return Math.sqrt(distance / squares);
    }
}
