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
import lab.obscura.engine.defense.Taps;
import lab.obscura.engine.defense.Taps.Tap;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Penalties that look into the network say the same of what an engine keeps there. */
class ResidentTapsTest {

    private static final int COUNT = 12;
    private static final ImageShape FEATURE = new ImageShape(4, 4, 3);
    private static final ImageShape INSIDE = new ImageShape(3, 2, 6);
    private static final ImageShape IMAGE = new ImageShape(9, 7, 3);

    private final Engine engine = TorchEngine.onCpuAsOnACard();
    private final Map<String, Batch> kept = new LinkedHashMap<>();

    static Stream<Arguments> parts() {
        return Stream.of(
                Arguments.of(Map.of("part", "bido"), List.of("block 1", "block 2")),
                Arguments.of(Map.of("part", "bido", "dependence", "coco"), List.of("block 1")),
                Arguments.of(Map.of("part", "mid", "weight", 3), List.of("mid")),
                Arguments.of(Map.of("part", "feature-subtraction", "weight", 3), List.of("residue")));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void valueAndGradientsAreThoseOfTheHost(Map<String, Object> settings, List<String> places) {
        Penalty penalty = penalty(settings);
        PenaltyValue expected = penalty.at(onHost(places), new PartState());
        try (var state = new PartState(engine, Seeds.of(1))) {
            PenaltyValue found = penalty.at(there(places), state);

            assertThat(found.value()).isCloseTo(expected.value(), within(1e-6 * Math.abs(expected.value())));
            assertThat(found.atTaps()).isEmpty();
            assertThat(found.places()).isEqualTo(expected.places()).containsAll(places);
            assertThat(places)
                    .allSatisfy(place -> assertThat(
                                    found.residentAtTaps().get(place).get(0).values())
                            .containsExactly(
                                    expected.atTaps().get(place),
                                    within(1e-5f * largest(expected.atTaps().get(place)))));
            found.closeResident();
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @AfterEach
    void closeBatches() {
        kept.values().forEach(Batch::close);
    }

    private Batch kept(String name, float[] values, ImageShape shape) {
        try (Batch batch = Batch.of(values, shape)) {
            return kept.computeIfAbsent(
                    name,
                    absent -> engine.batchWork()
                            .orElseThrow()
                            .plus(batch, List.of(new float[values.length]))); // a sum is a copy
        }
    }

    private static Penalty penalty(Map<String, Object> settings) {
        var own = new LinkedHashMap<>(settings);
        var entry = Defenses.catalog().find((String) own.remove("part")).orElseThrow();
        return (Penalty) entry.make().apply(entry.info().schema().read("defense[0]", own));
    }

    private static float[] drawn(String name, ImageShape shape) {
        return new RandomStream(name.hashCode()).gaussians(COUNT * shape.size(), 0.5);
    }

    private static FeatureBatch onHost(List<String> places) {
        float[] clean = drawn("z", FEATURE);
        float[] images = drawn("x", IMAGE);
        var taps = new LinkedHashMap<String, Tap>();
        places.forEach(place -> taps.put(place, new Tap(INSIDE, drawn(place, INSIDE))));
        return new FeatureBatch(
                        new FeatureBatch.Values(FEATURE, clean, clean),
                        IntStream.range(0, COUNT).map(i -> i % 4).toArray(),
                        4,
                        new StepContext(3, 10, 0, 5000, 0.05, 0.025, Seeds.of(1)),
                        new FeatureBatch.Images(IMAGE, images, images))
                .with(new Taps(taps));
    }

    /** Of which nothing may be read on the host. */
    private FeatureBatch there(List<String> places) {
        FeatureBatch host = onHost(places);
        var taps = new LinkedHashMap<String, Tap>();
        places.forEach(place -> taps.put(
                place,
                new Tap(INSIDE, ResidentTapsTest::refuse, Optional.of(kept(place, drawn(place, INSIDE), INSIDE)))));
        return new FeatureBatch(
                        new FeatureBatch.Values(
                                FEATURE,
                                COUNT,
                                ResidentTapsTest::refuse,
                                ResidentTapsTest::refuse,
                                Optional.of(kept("z", drawn("z", FEATURE), FEATURE))),
                        host.labels(),
                        host.classes(),
                        host.step(),
                        new FeatureBatch.Images(
                                IMAGE, ResidentTapsTest::refuse, ResidentTapsTest::refuse, new int[0], Attributes.NONE))
                .withImages(Optional.of(PlacedSamples.of(kept("x", drawn("x", IMAGE), IMAGE))))
                .with(new Taps(taps));
    }

    private static float[] refuse() {
        throw new AssertionError("Values were brought to the host");
    }
}
