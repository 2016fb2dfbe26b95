package lab.obscura.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.contract.Entries;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The backward of every transform, shape and adversary of the catalog is the slope of its forward, also of the one that is added
 * tomorrow; penalties are asked in {@link CatalogContractTest}. Each is shown to fail with its sign turned.
 */
@Tag("contract")
class GradientContractTest {

    private static final ImageShape FEATURE = new ImageShape(4, 4, 2);
    private static final ImageShape IMAGE = new ImageShape(8, 8, 3);
    private static final int COUNT = 3;
    private static final int DIRECTIONS = 20;
    /** An adversary that has learned nothing may have nothing to say. */
    private static final int LESSONS = 20;
    /** Kinks of ReLU and of max pooling lie between the two sides of a slope; a wrong sign is a distance of 2. */
    private static final double ALLOWED = 0.15;

    /** Settings under which a part has something to do, besides its defaults. */
    private static final Map<String, List<Map<String, Object>>> VARIANTS = Map.of(
            "local-dp",
                    List.of(Map.of("mechanism", "laplace", "clip", 3.0), Map.of("mechanism", "gaussian", "clip", 1.0)),
            "top-k", List.of(Map.of(), Map.of("form", "reference-code")),
            "patrol", List.of(Map.of("above", 1, "at", 0.5)),
            "adversarial-reconstruction",
                    List.of(
                            Map.of("surrogate", "conv-n0c16", "weight", 1, "threshold", -1),
                            Map.of("surrogate", "conv-n0c16", "weight", 1, "threshold", 1, "loss", "mse")),
            "ressfl",
                    List.of(
                            Map.of("surrogate", "conv-n0c16", "weight", 1, "threshold", -1, "expertEpochs", 9),
                            Map.of("threshold", -1, "transferWeight", 1, "expertEpochs", 1)),
            "info-scissors", List.of(Map.of("weight", 1)),
            "attribute-adversary", List.of(Map.of("steps", 3, "learningRate", 0.003)),
            "adversarial-noise", List.of(Map.of("surrogate", "conv-n0c16")));

    /** Passes the gradient on as it is, by decision: the direction of its step is taken for a constant, though it may flip. */
    private static final List<String> STRAIGHT_THROUGH = List.of("adversarial-noise");

    /** Adds nothing to the loss: what it learns acts through its transform. */
    private static final List<String> WITHOUT_TERM = List.of("adversarial-noise");

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("transforms")
    void aTransformsBackwardIsItsSlope(String name, FeatureTransform transform) {
        try (var state = state(transform)) {
            float[] weights = new RandomStream(3).gaussians(COUNT * FEATURE.size(), 1);
            float[] values = values();
            Sent sent = send(transform, values, state);
            assertThat(sent.values())
                    .as("settings under which the transform does something; name such in VARIANTS")
                    .isNotEqualTo(values);
            float[] gradient = sent.backward().apply(weights.clone());
            if (STRAIGHT_THROUGH.contains(transform.info().id())) {
                assertThat(gradient).isEqualTo(weights);
                return;
            }
            ToDoubleFunction<float[]> value =
                    moved -> dot(weights, send(transform, moved, state).values());

            assertIsSlope(value, values, gradient);
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("shapes")
    void aShapesBackwardIsItsSlope(String name, EncoderShape shape) {
        SplitSpec split = shape.reshape(split());
        assertThat(split)
                .as("settings under which the shape does something; name such in VARIANTS")
                .isNotEqualTo(split());
        try (Network edge = Dl4jEngine.create().build(split.edge(), split.input(), Seeds.of(1))) {
            float[] weights =
                    new RandomStream(3).gaussians(COUNT * split.feature().size(), 1);
            float[] pixels = uniform(4, COUNT * split.input().size());
            var output = edge.forward(batch(pixels, split.input()), Pass.eval());
            float[] gradient = edge.backward(Batch.of(weights, output.shape()), Wanted.INPUT)
                    .values();
            ToDoubleFunction<float[]> value = moved -> dot(
                    weights,
                    edge.forward(batch(moved, split.input()), Pass.eval()).values());

            assertIsSlope(value, pixels, gradient);
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("adversaries")
    void anAdversarysGradientIsTheSlopeOfItsTerm(String name, Adversary adversary) {
        try (var state = state(adversary)) {
            float[] features = uniform(5, COUNT * FEATURE.size());
            for (int i = 0; i < LESSONS; i++) {
                adversary.attack(lesson(features), state);
            }
            PenaltyValue term = adversary.at(lesson(features), state);
            if (WITHOUT_TERM.contains(adversary.info().id())) {
                assertThat(term.value()).isZero();
                assertThat(term.gradient()).isEmpty();
                return;
            }
            assertThat(term.value()).isPositive();

            assertIsSlope(moved -> adversary.at(lesson(moved), state).value(), features, term.gradient());
        }
    }

    /** In random directions; the same check must refuse the gradient with its sign turned, or it would prove nothing. */
    private static void assertIsSlope(ToDoubleFunction<float[]> value, float[] at, float[] gradient) {
        float[] negated = gradient.clone();
        for (int i = 0; i < negated.length; i++) {
            negated[i] = -negated[i];
        }

        assertThat(distance(value, at, gradient)).isLessThan(ALLOWED);
        assertThat(distance(value, at, negated)).isGreaterThan(1);
    }

    /** Between the gradient's part along some directions and the slope there, as a share of the slopes. */
    private static double distance(ToDoubleFunction<float[]> value, float[] at, float[] gradient) {
        double step = 1e-3;
        double squares = 0;
        double all = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            float[] direction = new RandomStream(100 + i).gaussians(at.length, 1);
            double above = value.applyAsDouble(moved(at, direction, step));
            double below = value.applyAsDouble(moved(at, direction, -step));
            double slope = (above - below) / (2 * step);
            double difference = dot(gradient, direction) - slope;
            squares += difference * difference;
            all += slope * slope;
        }
        return Math.sqrt(squares / all);
    }

    private static float[] moved(float[] at, float[] direction, double step) {
        float[] moved = at.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (step * direction[i]);
        }
        return moved;
    }

    private static Sent send(FeatureTransform transform, float[] values, PartState state) {
        var features = new Features(FEATURE, values, IMAGE, () -> uniform(6, COUNT * IMAGE.size()));
        return transform.apply(features, Moment.TRAINING, new RandomStream(7), state);
    }

    /** Of parts that hide one. */
    private static final Attributes ATTRIBUTES = new Attributes(
            List.of("even", "odd"),
            java.util.stream.IntStream.range(0, COUNT).map(i -> i % 2).toArray());

    private static FeatureBatch lesson(float[] features) {
        float[] images = uniform(6, COUNT * IMAGE.size());
        return new FeatureBatch(
                new FeatureBatch.Values(FEATURE, features, features),
                new int[COUNT],
                2,
                new StepContext(2, 10, 0, COUNT, 0.05, 0, Seeds.of(7)),
                new FeatureBatch.Images(IMAGE, images, images, new int[0], ATTRIBUTES));
    }

    /** What parts would have learned, by their ids and the names in their states, where without it they do nothing or little. */
    private static final Map<String, Map<String, Tensor>> LEARNED = Map.of(
            "shredder", Map.of("noise", learned(1, FEATURE.size())),
            "cloak",
                    Map.of(
                            "deviations",
                            learned(1, FEATURE.size()),
                            "constants",
                            learned(1, FEATURE.size()),
                            "kept",
                            everyOther(FEATURE.size())),
            "vib", Map.of("weight", learned(2, 2), "bias", learned(1, 2)));

    private static Tensor learned(int rows, int columns) {
        float[] values = uniform(8, rows * columns);
        for (int i = 0; i < values.length; i++) {
            values[i] *= 4;
        }
        return new Tensor(new long[] {rows, columns}, values);
    }

    private static Tensor everyOther(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i += 2) {
            values[i] = 1;
        }
        return new Tensor(new long[] {count}, values);
    }

    private static PartState state(DefensePart part) {
        var state = new PartState(Dl4jEngine.create(), Seeds.of(1));
        LEARNED.getOrDefault(part.info().id(), Map.of()).forEach(state::put);
        return state;
    }

    private static SplitSpec split() {
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        var plan =
                new Backbone.Plan(new ImageShape(16, 16, 3), 10, normalization, 0.25, 2, Optional.of(Bottleneck.of(2)));
        return Backbones.find("cnn-4").orElseThrow().split(plan);
    }

    /** Values and magnitudes further from each other than any step moves them, so that no order changes. */
    private static float[] values() {
        int count = COUNT * FEATURE.size();
        int[] order = new RandomStream(2).permutation(count);
        float[] values = new float[count];
        IntStream.range(0, count).forEach(i -> values[i] = (order[i] - count / 2 + 0.25f) * 0.03f);
        return values;
    }

    private static float[] uniform(long seed, int count) {
        var random = new RandomStream(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static Batch batch(float[] pixels, ImageShape shape) {
        return Batch.of(pixels, shape);
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }

    static Stream<Arguments> transforms() {
        return parts(FeatureTransform.class);
    }

    static Stream<Arguments> shapes() {
        return parts(EncoderShape.class);
    }

    static Stream<Arguments> adversaries() {
        return parts(Adversary.class);
    }

    /** With its defaults, where no variant replaces them, and with each of its variants. */
    private static <T> Stream<Arguments> parts(Class<T> kind) {
        return Entries.partsAndExamples()
                .flatMap(entry -> {
                    String id = entry.info().id();
                    List<Map<String, Object>> settings = VARIANTS.getOrDefault(id, List.of(Map.of()));
                    return settings.stream()
                            .map(HashMap::new)
                            .map(set -> Arguments.of(
                                    id + set,
                                    entry.make().apply(entry.info().schema().read("", set))));
                })
                .filter(arguments -> kind.isInstance(arguments.get()[1]));
    }
}
