package lab.obscura.engine.defense.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

/** Draws in the feature's place: what is sent, what it costs and how the spreads learn. */
class VibTest {

    private static final ImageShape FEATURE = new ImageShape(2, 3, 2);
    private static final ImageShape IMAGE = new ImageShape(1, 1, 1);
    private static final int IMAGES = 4;

    private final Vib vib = vib(0.5);
    private final PartState state = new PartState(Map.of(
            "weight", new Tensor(new long[] {2, 2}, new float[] {1.5f, -2, 0.5f, 3}),
            "bias", new Tensor(new long[] {1, 2}, new float[] {5, 6})));
    private final float[] means = new RandomStream(1).gaussians(IMAGES * FEATURE.size(), 1);

    private static Vib vib(double weight) {
        return new Vib(Vib.INFO.schema().read("", Map.of("weight", weight, "learningRate", 0.02)));
    }

    @Test
    void whatIsSentHasTheMeanAndTheDeviationThatWereComputed() {
        int draws = 8000;
        double[] sum = new double[means.length];
        double[] squares = new double[means.length];
        for (int draw = 0; draw < draws; draw++) {
            float[] sent = send(means, draw, Moment.TRANSMISSION).values();
            for (int i = 0; i < sent.length; i++) {
                sum[i] += sent[i] - means[i];
                squares[i] += (sent[i] - means[i]) * (sent[i] - means[i]);
            }
        }

        assertThat(IntStream.range(0, means.length / 2).map(place -> 2 * place)).allSatisfy(i -> {
            double first = Math.log1p(Math.exp(1.5 * means[i] - 2 * means[i + 1] + 5 - 5));
            double second = Math.log1p(Math.exp(0.5 * means[i] + 3 * means[i + 1] + 6 - 5));
            assertThat(Math.sqrt(squares[i] / draws)).isCloseTo(first, within(0.05 * first));
            assertThat(Math.sqrt(squares[i + 1] / draws)).isCloseTo(second, within(0.05 * second));
            assertThat(sum[i] / draws).isCloseTo(0, within(0.07 * first));
        });
    }

    @Test
    void theGradientOfTheTermIsItsSlopeAlsoThroughTheSpreads() {
        float[] gradient = vib.at(batch(means), state).gradient();

        assertThat(IntStream.range(0, means.length)).allSatisfy(i -> {
            float[] above = means.clone();
            float[] below = means.clone();
            above[i] += 0.01f;
            below[i] -= 0.01f;
            double slope = (vib.at(batch(above), state).value()
                            - vib.at(batch(below), state).value())
                    / 0.02;
            assertThat((double) gradient[i]).isCloseTo(0.5 * slope, within(2e-3));
        });
    }

    @Test
    void theGradientOfWhatIsSentIsItsSlopeAlsoThroughTheSpreadsAndTheirWeights() {
        float[] gradient = new RandomStream(5).gaussians(means.length, 1);
        var learning = copy(state);
        float[] back = vib.apply(features(means), Moment.TRAINING, new RandomStream(6), learning)
                .backward()
                .apply(gradient);
        float[] waiting = learning.find("waiting.weight").orElseThrow().values();

        assertThat(IntStream.range(0, means.length)).allSatisfy(i -> {
            float[] above = means.clone();
            float[] below = means.clone();
            above[i] += 0.01f;
            below[i] -= 0.01f;
            double slope = (told(gradient, above, state) - told(gradient, below, state)) / 0.02;
            assertThat((double) back[i]).isCloseTo(slope, within(5e-3));
        });
        assertThat(IntStream.range(0, waiting.length)).allSatisfy(k -> {
            double slope = (told(gradient, means, moved(k, 0.01f)) - told(gradient, means, moved(k, -0.01f))) / 0.02;
            assertThat((double) waiting[k]).isCloseTo(IMAGES * slope, within(0.05)); // summed over images
        });
    }

    /** A loss that is linear in what is sent, with the same noise each time. */
    private double told(float[] gradient, float[] values, PartState with) {
        float[] sent = vib.apply(features(values), Moment.TRANSMISSION, new RandomStream(6), with)
                .values();
        double sum = 0;
        for (int i = 0; i < sent.length; i++) {
            sum += (double) gradient[i] * sent[i];
        }
        return sum;
    }

    private PartState moved(int weight, float by) {
        float[] weights = state.find("weight").orElseThrow().values().clone();
        weights[weight] += by;
        return new PartState(Map.of(
                "weight",
                new Tensor(new long[] {2, 2}, weights),
                "bias",
                state.find("bias").orElseThrow()));
    }

    @Test
    void theGradientOfTheSpreadsConvolutionIsTheSlope() {
        var random = new RandomStream(2);
        double[] weights =
                DoubleStream.generate(random::nextGaussian).limit(means.length).toArray();
        var spread = SpreadConvolution.in(state, 2);
        SpreadConvolution.Slopes slopes = spread.slopes(means, weights);

        assertThat(IntStream.range(0, 4)).allSatisfy(i -> {
            double[] above = spread.weight().values().clone();
            above[i] += 1;
            double slope = dot(weights, new SpreadConvolution(new Matrix(2, 2, above), spread.bias()).of(means))
                    - dot(weights, spread.of(means));
            assertThat(slopes.weight().values()[i]).isCloseTo(slope, within(1e-5));
        });
        double ofSecondChannel = IntStream.range(0, weights.length)
                .filter(i -> i % 2 == 1)
                .mapToDouble(i -> weights[i])
                .sum();
        assertThat(slopes.bias().values()[1]).isCloseTo(ofSecondChannel, within(1e-9));
    }

    @Test
    void imagesThatPassOneByOneTeachTheSameAsAllAtOnce() {
        float[] gradient = new RandomStream(3).gaussians(means.length, 1);
        var together = copy(state);
        vib.apply(features(means), Moment.TRAINING, new RandomStream(9), together)
                .backward()
                .apply(scaled(gradient, 1.0f / IMAGES));
        var oneByOne = copy(state);
        var random = new RandomStream(9);
        for (int i = 0; i < IMAGES; i++) {
            float[] own = Arrays.copyOfRange(means, i * FEATURE.size(), (i + 1) * FEATURE.size());
            vib.apply(features(own), Moment.TRAINING, random, oneByOne)
                    .backward()
                    .apply(Arrays.copyOfRange(gradient, i * FEATURE.size(), (i + 1) * FEATURE.size()));
        }

        float[] expected = together.find("waiting.weight").orElseThrow().values();
        float[] actual = oneByOne.find("waiting.weight").orElseThrow().values();
        assertThat(actual).containsExactly(expected, within(1e-5f));
        assertThat(oneByOne.find("waiting.images").orElseThrow().values()).containsExactly(IMAGES);
    }

    /** Paid for nothing but its divergence, every deviation becomes that of the standard normal distribution. */
    @Test
    void withoutATaskTheDeviationsBecomeOne() {
        var learned = new PartState();
        double deviation = 0;
        for (int step = 0; step < 600; step++) {
            vib.apply(features(means), Moment.TRAINING, new RandomStream(step), learned)
                    .backward()
                    .apply(new float[means.length]);
            deviation = vib.learn(batch(means), learned).get("deviation");
        }

        assertThat(deviation).isCloseTo(1, within(0.03));
        assertThat(learned.tensors().keySet()).noneMatch(name -> name.startsWith("waiting"));
    }

    @Test
    void bothConvolutionsBelongToTheDevice() {
        var image = new ImageShape(4, 4, 3);
        SplitSpec changed = vib.reshape(new SplitSpec(image, Layers.sequence(), Layers.sequence()));

        var convolution = Convolution.of(3, 3, 1, Init.XAVIER_UNIFORM);
        assertThat(changed.edge()).isEqualTo(Layers.sequence(convolution));
        assertThat(vib.deviceLayers(changed.feature())).containsExactly(convolution);
        assertThat(convolution.parameterCount()).isEqualTo(12);
    }

    private Sent send(float[] values, long seed, Moment moment) {
        return vib.apply(features(values), moment, new RandomStream(seed), state);
    }

    private static PartState copy(PartState state) {
        return new PartState(state.tensors());
    }

    private static float[] scaled(float[] values, float factor) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static Features features(float[] values) {
        return new Features(FEATURE, values, IMAGE, () -> new float[values.length / FEATURE.size()]);
    }

    private static FeatureBatch batch(float[] values) {
        return new FeatureBatch(
                new FeatureBatch.Values(FEATURE, values, values),
                new int[IMAGES],
                2,
                new StepContext(2, 10, 0, IMAGES, 0.05, 0, Seeds.of(7)),
                new FeatureBatch.Images(IMAGE, new float[IMAGES], new float[IMAGES]));
    }
}
