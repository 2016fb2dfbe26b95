package lab.obscura.engine.training;

import static lab.obscura.engine.network.spec.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.GradientRule;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.defense.TrainingScale;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.TestEngine;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.training.plan.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What DP-SGD makes of the gradients of a step, against plain loops. */
class ImageByImageTest {

    private static final ImageShape IMAGE = new ImageShape(4, 4, 2);
    private static final int BATCH = 6;
    private static final int[] LABELS = {0, 1, 2, 1, 0, 2};

    private static final SplitSpec SPLIT = new SplitSpec(
            IMAGE,
            List.of(
                    new Segment(Side.EDGE, "block 1", sequence(convolution(2, 4), GroupNorm.of(4, 2), tanh())),
                    new Segment(Side.EDGE, "z", sequence(convolution(4, 2), tanh())),
                    new Segment(Side.TAIL, "pooled", sequence(convolution(2, 3), tanh(), new Flatten())),
                    new Segment(Side.TAIL, "logits", sequence(Dense.of(48, 3, Init.KAIMING_UNIFORM)))));

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void clippingIsThatOfALoopOverTheImages(TestEngine engine) {
        double[][] single = IntStream.range(0, BATCH)
                .mapToObj(i -> moved(engine, new Defense(List.of()), batch().only(i)))
                .toArray(double[][]::new);
        double[] norms = Arrays.stream(single)
                .mapToDouble(ImageByImageTest::norm)
                .sorted()
                .toArray();
        double bound = (norms[2] + norms[3]) / 2; // half of them are clipped
        double[] expected = new double[single[0].length];
        for (double[] gradient : single) {
            double factor = Math.min(1, bound / norm(gradient));
            for (int d = 0; d < expected.length; d++) {
                expected[d] += factor * gradient[d] / 4; // the expected batch size, not that of this batch
            }
        }

        double[] actual = moved(engine, new Defense(List.of(dpsgd(bound, 0))), batch());

        assertThat(norms[5] / norms[0]).isGreaterThan(1.1);
        assertThat(distance(actual, expected)).isLessThan(1e-5 * norm(expected));
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void withoutAnythingToClipTheStepIsThatOfTheWholeBatch(TestEngine engine) {
        var squares = new Squares();

        double[] together = moved(engine, new Defense(List.of(squares)), batch());
        double[] oneByOne = moved(engine, new Defense(List.of(squares, dpsgd(1e6, 0))), batch());

        for (int d = 0; d < oneByOne.length; d++) {
            oneByOne[d] *= 4.0 / BATCH;
        }
        assertThat(distance(oneByOne, together)).isLessThan(1e-5 * norm(together));
    }

    /** A batch without images moves every weight by the noise alone. */
    @Test
    void theNoiseHasItsDeviationInEveryParameterAndIsAnotherOneInEveryStep() {
        var nobody = LabeledBatch.of(new float[0], IMAGE, new int[0]);
        var defense = new Defense(List.of(dpsgd(0.5, 3)));
        var all = new ArrayList<double[]>();
        for (int iteration = 0; iteration < 20; iteration++) {
            all.add(moved(TestEngine.values()[0], defense, nobody, iteration));
        }

        double squares = 0;
        double sum = 0;
        double products = 0;
        int count = all.size() * all.get(0).length;
        for (int i = 0; i < all.size(); i++) {
            for (int d = 0; d < all.get(i).length; d++) {
                double one = all.get(i)[d];
                squares += one * one;
                sum += one;
                products += one * all.get((i + 1) % all.size())[d];
            }
        }
        double deviation = 3 * 0.5 / 4;
        assertThat(count).isGreaterThan(5000);
        assertThat(Math.sqrt(squares / count)).isCloseTo(deviation, within(0.04 * deviation));
        assertThat(sum / count).isCloseTo(0, within(0.06 * deviation));
        assertThat(products / count).isCloseTo(0, within(0.06 * deviation * deviation));
    }

    @Test
    void imagesComeIntoABatchByDrawsOfTheirOwn() {
        var images = new LabeledImages(IMAGE, new byte[50 * IMAGE.size()], new int[50], List.of("one"));
        var batches = new TrainingBatches(images, Augmentation.NONE, 10, Seeds.of(3));
        int[] sizes = IntStream.range(0, 400)
                .map(position -> batches.drawnEpoch("data", 1).batch(position).count())
                .toArray();

        double mean = Arrays.stream(sizes).average().orElseThrow();
        double variance = Arrays.stream(sizes)
                .mapToDouble(size -> (size - mean) * (size - mean))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(10, within(0.6)); // three standard errors are 0.42
        assertThat(variance).isCloseTo(50 * 0.2 * 0.8, within(2.5)); // three standard errors are 1.7
        assertThat(batches.drawnEpoch("data", 1).batch(7).count())
                .isEqualTo(batches.drawnEpoch("data", 1).batch(7).count());
    }

    /** The mean square of the feature and of what comes by at inner places: a mean over images. */
    private static final class Squares implements Penalty {

        private static final List<String> PLACES = List.of("block 1", "z", "pooled", "logits");

        @Override
        public Info info() {
            return Info.of("squares", "Squares");
        }

        @Override
        public List<String> taps(SplitSpec network) {
            return PLACES;
        }

        @Override
        public PenaltyValue at(FeatureBatch batch, PartState state) {
            PenaltyValue sum = squares(batch.clean(), gradient -> new PenaltyValue(0, gradient));
            for (String place : PLACES) {
                sum = sum.plus(squares(
                        batch.taps().at(place).values(),
                        gradient -> new PenaltyValue(0, new float[0], Map.of(place, gradient))));
            }
            return sum;
        }

        private static PenaltyValue squares(float[] values, PushedAt pushed) {
            float[] gradient = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                gradient[i] = 2 * values[i] / values.length;
            }
            return pushed.value(gradient);
        }

        private interface PushedAt {

            PenaltyValue value(float[] gradient);
        }
    }

    private static DefensePart dpsgd(double clippingNorm, double noiseMultiplier) {
        var entry = Defenses.catalog().find("dpsgd").orElseThrow();
        Map<String, Object> settings = Map.of("clippingNorm", clippingNorm, "noiseMultiplier", noiseMultiplier);
        return entry.make().apply(entry.info().schema().read("", settings));
    }

    private static double[] moved(TestEngine engine, Defense defense, LabeledBatch batch) {
        return moved(engine, defense, batch, 0);
    }

    /** By how much a step at rate 1 moves the weights of edge and tail, downwards: the gradient. */
    private static double[] moved(TestEngine engine, Defense defense, LabeledBatch batch, int iteration) {
        try (var network = SplitNetwork.build(engine.create(), SPLIT, defense, Seeds.of(3))) {
            double[] before = weights(network);
            Optional<GradientRule> rule = defense.of(TrainingRule.class).stream()
                    .flatMap(
                            each -> each
                                    .gradientRule(
                                            new TrainingScale(20, 4, 1),
                                            network.live().state(each))
                                    .stream())
                    .findFirst();
            new TrainingStep(network, plan(), Seeds.of(4), new DefenseTerms(network, Seeds.of(4), 3, BATCH), rule)
                    .run(batch, new TrainingStep.Place(1, 1, iteration, 1, 1, new TrainingStep.Target(0, 1)));
            double[] after = weights(network);
            for (int d = 0; d < after.length; d++) {
                after[d] = before[d] - after[d];
            }
            return after;
        }
    }

    private static double[] weights(SplitNetwork network) {
        return network.learned().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("part/") && NetworkState.isTrained(entry.getKey()))
                .flatMapToDouble(entry -> {
                    float[] values = entry.getValue().values();
                    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
                })
                .toArray();
    }

    private static TrainingPlan plan() {
        return new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes"),
                        "network", Map.of("backbone", "cnn-4"),
                        "training", Map.of("momentum", 0, "weightDecay", 0)))
                .training();
    }

    private static LabeledBatch batch() {
        return LabeledBatch.of(new RandomStream(5).gaussians(BATCH * IMAGE.size(), 1), IMAGE, LABELS);
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    private static Convolution convolution(int in, int out) {
        return Convolution.of(in, out, 3, Init.KAIMING_UNIFORM);
    }

    private static Activation tanh() {
        return new Activation(Function.TANH);
    }
}
