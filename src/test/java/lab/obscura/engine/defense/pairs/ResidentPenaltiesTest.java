package lab.obscura.engine.defense.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Penalties say the same of features and images that an engine keeps. */
class ResidentPenaltiesTest {

    private static final int COUNT = 24;
    private static final ImageShape FEATURE = new ImageShape(4, 4, 3);
    private static final ImageShape IMAGE = new ImageShape(9, 7, 3);

    private final Engine engine = TorchEngine.onCpuAsOnACard();
    private final float[] features = new RandomStream(1).gaussians(COUNT * FEATURE.size(), 0.5);
    private final float[] images = new RandomStream(2).gaussians(COUNT * IMAGE.size(), 0.3);

    static Stream<Map<String, Object>> parts() {
        return Stream.of(
                Map.of("part", "distance-correlation", "weight", 3),
                Map.of("part", "distance-correlation", "weight", 3, "distance", "squared"),
                Map.of("part", "distance-correlation", "weight", 3, "form", "siftfunnel"),
                Map.of("part", "activation-norm", "weight", 3),
                Map.of("part", "channel-correlation", "weight", 3),
                Map.of("part", "lipschitz", "weight", 3),
                Map.of("part", "bido", "layers", "cut"),
                Map.of("part", "bido", "layers", "cut", "dependence", "coco"));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void valueAndGradientAreThoseOfTheHost(Map<String, Object> settings) {
        Penalty penalty = penalty(settings);
        PenaltyValue expected = penalty.at(onHost(features), new PartState());
        double largest = IntStream.range(0, expected.gradient().length)
                .mapToDouble(i -> Math.abs(expected.gradient()[i]))
                .max()
                .orElseThrow();

        try (Batch feature = kept(features, FEATURE);
                Batch image = kept(images, IMAGE);
                var state = new PartState(engine, Seeds.of(1))) {
            PenaltyValue found = penalty.at(there(feature, image), state);

            assertThat(found.value()).isCloseTo(expected.value(), within(1e-6));
            assertThat(found.gradient()).isEmpty();
            assertThat(found.resident()).hasSize(1);
            try (Batch gradient = found.resident().get(0)) {
                assertThat(gradient.values()).containsExactly(expected.gradient(), within((float) (1e-5 * largest)));
            }
        }
    }

    /** The way along the gradient changes the value as the gradient says. */
    @ParameterizedTest
    @MethodSource("parts")
    void theGradientThereIsTheSlopeOfTheValueThere(Map<String, Object> settings) {
        Penalty penalty = penalty(settings);
        double factor = penalty.info().id().equals("bido") ? 1 : 3; // the value of dCor is without its weight
        try (Batch image = kept(images, IMAGE);
                Batch feature = kept(features, FEATURE);
                var state = new PartState(engine, Seeds.of(1))) {
            PenaltyValue here = penalty.at(there(feature, image), state);
            float[] gradient;
            try (Batch resident = here.resident().get(0)) {
                gradient = resident.values();
            }
            double square = 0;
            for (float derivative : gradient) {
                square += (double) derivative * derivative;
            }
            double step = 1e-3 / Math.sqrt(square);
            double above = value(penalty, moved(gradient, step), image, state);
            double below = value(penalty, moved(gradient, -step), image, state);

            assertThat(factor * (above - below) / (2 * step)).isCloseTo(square, within(2e-3 * square));
        }
    }

    @Test
    void equalFeaturesTellNothingThereEither() {
        Penalty penalty = penalty(Map.of("part", "distance-correlation", "form", "siftfunnel"));
        try (Batch feature = kept(new float[features.length], FEATURE);
                Batch image = kept(images, IMAGE);
                var state = new PartState(engine, Seeds.of(1))) {
            PenaltyValue found = penalty.at(there(feature, image), state);

            assertThat(found.value()).isZero();
            assertThat(found.resident()).isEmpty();
            assertThat(found.gradient()).hasSize(features.length).containsOnly(0);
        }
    }

    /** A channel that is constant correlates with nothing, and equal images or features lie nowhere apart. */
    @ParameterizedTest
    @ValueSource(strings = {"channel-correlation", "lipschitz", "activation-norm"})
    void whatHasNoDerivativePushesNowhereThereEither(String part) {
        Penalty penalty = penalty(Map.of("part", part, "weight", 3));
        float[] flat = features.clone();
        for (int i = 0; i < flat.length; i += FEATURE.channels()) {
            flat[i] = 0;
        }
        System.arraycopy(flat, 0, flat, FEATURE.size(), FEATURE.size());
        PenaltyValue expected = penalty.at(onHost(flat), new PartState());
        try (Batch feature = kept(flat, FEATURE);
                Batch image = kept(images, IMAGE);
                var state = new PartState(engine, Seeds.of(1))) {
            PenaltyValue found = penalty.at(there(feature, image), state);

            assertThat(found.value()).isCloseTo(expected.value(), within(1e-6));
            try (Batch gradient = found.resident().get(0)) {
                assertThat(gradient.values()).containsExactly(expected.gradient(), within(1e-6f));
            }
        }
    }

    /** A channel that hardly varies, and two samples that hardly differ: their squares are below what 1 has digits for. */
    @ParameterizedTest
    @ValueSource(strings = {"channel-correlation", "lipschitz"})
    void whatHardlyDiffersPushesAsOnTheHost(String part) {
        Penalty penalty = penalty(Map.of("part", part, "weight", 3));
        float[] near = features.clone();
        for (int i = 0; i < near.length; i++) {
            near[i] *= i % FEATURE.channels() == 0 || i < 2 * FEATURE.size() ? 1e-9f : 1;
        }
        PenaltyValue expected = penalty.at(onHost(near), new PartState());
        double largest = IntStream.range(0, expected.gradient().length)
                .mapToDouble(i -> Math.abs(expected.gradient()[i]))
                .max()
                .orElseThrow();
        try (Batch feature = kept(near, FEATURE);
                Batch image = kept(images, IMAGE);
                var state = new PartState(engine, Seeds.of(1))) {
            PenaltyValue found = penalty.at(there(feature, image), state);

            assertThat(largest).isPositive();
            assertThat(found.value()).isCloseTo(expected.value(), within(1e-5 * Math.abs(expected.value())));
            try (Batch gradient = found.resident().get(0)) {
                assertThat(gradient.values()).containsExactly(expected.gradient(), within((float) (1e-4 * largest)));
            }
        }
    }

    private double value(Penalty penalty, float[] values, Batch image, PartState state) {
        try (Batch feature = kept(values, FEATURE)) {
            PenaltyValue value = penalty.at(there(feature, image), state);
            value.resident().forEach(Batch::close);
            return value.value();
        }
    }

    private float[] moved(float[] direction, double by) {
        float[] moved = features.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (by * direction[i]);
        }
        return moved;
    }

    private Batch kept(float[] values, ImageShape shape) {
        try (Batch batch = Batch.of(values, shape)) {
            return engine.batchWork().orElseThrow().plus(batch, List.of(new float[values.length])); // a sum is a copy
        }
    }

    private static Penalty penalty(Map<String, Object> settings) {
        var own = new LinkedHashMap<>(settings);
        var entry = Defenses.catalog().find((String) own.remove("part")).orElseThrow();
        return (Penalty) entry.make().apply(entry.info().schema().read("defense[0]", own));
    }

    private FeatureBatch onHost(float[] clean) {
        return new FeatureBatch(
                new FeatureBatch.Values(FEATURE, clean, clean),
                IntStream.range(0, COUNT).map(i -> i % 4).toArray(),
                4,
                new StepContext(3, 10, 0, 5000, 0.05, 0.025, Seeds.of(1)),
                new FeatureBatch.Images(IMAGE, images, images));
    }

    /** Of which nothing may be read on the host. */
    private FeatureBatch there(Batch feature, Batch image) {
        FeatureBatch host = onHost(features);
        return new FeatureBatch(
                        new FeatureBatch.Values(
                                FEATURE,
                                COUNT,
                                ResidentPenaltiesTest::refuse,
                                ResidentPenaltiesTest::refuse,
                                Optional.of(feature)),
                        host.labels(),
                        host.classes(),
                        host.step(),
                        new FeatureBatch.Images(
                                IMAGE,
                                ResidentPenaltiesTest::refuse,
                                ResidentPenaltiesTest::refuse,
                                new int[0],
                                Attributes.NONE))
                .withImages(Optional.of(PlacedSamples.of(image)));
    }

    private static float[] refuse() {
        throw new AssertionError("Values were brought to the host");
    }
}
