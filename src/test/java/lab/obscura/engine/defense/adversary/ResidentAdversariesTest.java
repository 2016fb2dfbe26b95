package lab.obscura.engine.defense.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Adversaries learn and say the same where the engine keeps features and images. */
class ResidentAdversariesTest {

    private static final int COUNT = 12;
    private static final int STEPS = 3;

    /** Of the largest derivative. Adam makes whole steps of gradients that are nothing but rounding, as those of a bias before batch norm. */
    private static final float LEARNED = 0.05f;

    private static final float UNLEARNED = 1e-5f;

    private static final ImageShape FEATURE = new ImageShape(4, 4, 3);
    private static final ImageShape IMAGE = new ImageShape(8, 8, 3);

    private final Engine host = TorchEngine.on(DeviceChoice.CPU);
    private final Engine there = TorchEngine.onCpuAsOnACard();
    private final float[] features = new RandomStream(1).gaussians(COUNT * FEATURE.size(), 0.5);
    private final float[] images = images();

    /** With whether the term is above its threshold in any of the steps. */
    static Stream<Arguments> parts() {
        String decoder = "conv-n0c16";
        return Stream.of(
                Arguments.of(
                        Map.of("part", "adversarial-reconstruction", "surrogate", decoder, "threshold", -1.0), true),
                Arguments.of(
                        Map.of("part", "adversarial-reconstruction", "surrogate", decoder, "threshold", 1.0), false),
                Arguments.of(
                        Map.of(
                                "part",
                                "adversarial-reconstruction",
                                "surrogate",
                                decoder,
                                "loss",
                                "mse",
                                "threshold",
                                1.0),
                        true),
                Arguments.of(Map.of("part", "ressfl", "surrogate", decoder, "threshold", -1.0, "steps", 2), true),
                Arguments.of(Map.of("part", "info-scissors", "weight", 3), true),
                Arguments.of(
                        Map.of("part", "attribute-adversary", "weight", 3, "steps", 20, "learningRate", 0.02), true),
                Arguments.of(Map.of("part", "attribute-adversary", "weight", 3, "threshold", 0.0), false));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void theyTellAndPushWhatTheyDoOnTheHost(Map<String, Object> settings, boolean pushes) {
        Adversary adversary = adversary(settings);
        Said expected;
        Said found;
        try (var state = new PartState(host, Seeds.of(1))) {
            expected = said(adversary, state, onHost());
        }
        try (var state = new PartState(there, Seeds.of(1));
                Batch feature = kept(features, FEATURE);
                Batch image = kept(images, IMAGE)) {
            found = said(adversary, state, resident(feature, image));
        }

        assertThat(found.names()).isEqualTo(expected.names());
        assertThat(found.numbers()).containsExactly(expected.numbers(), within(1e-4));
        float largest = largest(expected.gradients());
        assertThat(largest > 0).isEqualTo(pushes);
        assertThat(found.gradients()).containsExactly(expected.gradients(), within(LEARNED * largest + 1e-9f));
        float first = largest(expected.first());
        assertThat(found.first()).containsExactly(expected.first(), within(UNLEARNED * first + 1e-12f));
        assertThat(found.copies()).isZero();
    }

    /**
     * What an adversary said in a few steps.
     *
     * @param numbers what it told and the values of its term, step by step
     * @param gradients of its term, step after step
     * @param copies to the host before anybody read a number
     */
    private record Said(List<String> names, double[] numbers, float[] gradients, long copies) {

        /** Before it learned anything. */
        float[] first() {
            return Arrays.copyOf(gradients, gradients.length / STEPS);
        }
    }

    private static Said said(Adversary adversary, PartState state, FeatureBatch batch) {
        var names = new ArrayList<String>();
        var numbers = new ArrayList<Double>();
        float[] gradients = new float[STEPS * batch.labels().length * FEATURE.size()];
        long copies = 0;
        for (int step = 0; step < STEPS; step++) {
            long before = HostCopies.count();
            PenaltyValue penalty = adversary.at(batch, state);
            float[] gradient = gradient(penalty);
            Supplier<Map<String, Double>> told = adversary.attack(batch, state);
            copies += HostCopies.count() - before - penalty.resident().size();
            new TreeMap<>(told.get()).forEach((name, number) -> {
                names.add(name);
                numbers.add(number);
            });
            numbers.add(penalty.value());
            System.arraycopy(gradient, 0, gradients, step * gradient.length, gradient.length);
            penalty.closeResident();
        }
        return new Said(names, numbers.stream().mapToDouble(number -> number).toArray(), gradients, copies);
    }

    /** One copy where it lies with the engine. */
    private static float[] gradient(PenaltyValue penalty) {
        return penalty.resident().isEmpty()
                ? penalty.gradient()
                : penalty.resident().get(0).values();
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private Batch kept(float[] values, ImageShape shape) {
        try (Batch batch = Batch.of(values, shape)) {
            return there.batchWork().orElseThrow().plus(batch, List.of(new float[values.length])); // a sum is a copy
        }
    }

    private static Adversary adversary(Map<String, Object> settings) {
        var own = new LinkedHashMap<>(settings);
        var entry = Defenses.catalog().find((String) own.remove("part")).orElseThrow();
        return (Adversary) entry.make().apply(entry.info().schema().read("defense[0]", own));
    }

    private static float[] images() {
        float[] images = new float[COUNT * IMAGE.size()];
        var random = new RandomStream(2);
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble();
        }
        return images;
    }

    private FeatureBatch onHost() {
        float[] normalized = images.clone();
        for (int i = 0; i < normalized.length; i++) {
            normalized[i] = (normalized[i] - 0.5f) / 0.25f;
        }
        return batch(
                new FeatureBatch.Values(FEATURE, features, features),
                new FeatureBatch.Images(IMAGE, images, normalized, new int[0], attributes()));
    }

    /** Of which nothing may be read on the host. */
    private FeatureBatch resident(Batch feature, Batch image) {
        var values = new FeatureBatch.Values(
                FEATURE, COUNT, ResidentAdversariesTest::refuse, ResidentAdversariesTest::refuse, Optional.of(feature));
        var seen = new FeatureBatch.Images(
                IMAGE, ResidentAdversariesTest::refuse, ResidentAdversariesTest::refuse, new int[0], attributes());
        var placed = new PlacedSamples(image, List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        return batch(values, seen).withImages(Optional.of(placed));
    }

    private static FeatureBatch batch(FeatureBatch.Values values, FeatureBatch.Images images) {
        return new FeatureBatch(
                values,
                IntStream.range(0, COUNT).map(i -> i % 4).toArray(),
                4,
                new StepContext(300, 600, 0, 5000, 0.05, 0.025, Seeds.of(1)),
                images);
    }

    private static Attributes attributes() {
        return new Attributes(
                List.of("left", "right", "neither"),
                IntStream.range(0, COUNT).map(i -> i % 3).toArray());
    }

    private static float[] refuse() {
        throw new AssertionError("Values were brought to the host");
    }
}
