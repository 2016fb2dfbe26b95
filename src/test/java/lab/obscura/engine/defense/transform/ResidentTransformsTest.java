package lab.obscura.engine.defense.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.LiveDefense;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transforms do to features that an engine keeps what they do to values of the host. */
class ResidentTransformsTest {

    private static final int COUNT = 5;
    private static final ImageShape FEATURE = new ImageShape(4, 3, 2);

    private final TorchEngine engine = TorchEngine.onCpuAsOnACard();
    private final ResidentWork work = engine.batchWork().orElseThrow();
    private final float[] features = new RandomStream(1).gaussians(COUNT * FEATURE.size(), 1);
    private final float[] gradient = new RandomStream(2).gaussians(COUNT * FEATURE.size(), 1);

    static Stream<List<Map<String, Object>>> defenses() {
        Map<String, Object> dropping = Map.of("part", "feature-dropping", "rate", 0.3);
        Map<String, Object> largest = Map.of("part", "top-k", "dropped", 0.6);
        Map<String, Object> noise = Map.of("part", "gaussian-noise", "standardDeviation", 0.5);
        return Stream.of(
                List.of(dropping),
                List.of(largest),
                List.of(dropping, noise, largest),
                List.of(noise, largest, dropping));
    }

    @ParameterizedTest
    @MethodSource("defenses")
    void whatIsSentAndTheWayBackAreThoseOfTheHost(List<Map<String, Object>> parts) {
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes"),
                        "network", Map.of("backbone", "cnn-4"),
                        "defense", parts));
        try (var defense = new LiveDefense(definition.defense(), engine, Seeds.of(1));
                Batch there = Batch.of(features, FEATURE);
                Batch back = Batch.of(gradient, FEATURE)) {
            Sent expected = defense.send(clean(features), Moment.TRAINING, Seeds.of(7));
            Sent sent = defense.send(unread(), Moment.TRAINING, Seeds.of(7));
            long copies = HostCopies.count();

            try (Sent.Way way = sent.elsewhere().orElseThrow().of(work, there);
                    Batch atClean = way.backward().apply(back)) {
                assertThat(HostCopies.count()).isEqualTo(copies);
                assertThat(way.sent().values())
                        .containsExactly(expected.values(), within(0f)); // but for the sign of a zero
                assertThat(atClean.values()).containsExactly(expected.backward().apply(gradient), within(0f));
            }
        }
    }

    @Test
    void ofEqualMagnitudesTheFirstAreDropped() {
        var shape = new ImageShape(1, 3, 2);
        try (Batch batch = Batch.of(new float[] {1, -1, 2, 1, 1, -3, 0, 0, 0, 0, 0, 0}, shape);
                Batch largest = work.ofLargest(batch, 3);
                Batch all = work.ofLargest(batch, 0)) {
            assertThat(largest.values()).containsExactly(0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 1);
            float[] ones = new float[12];
            Arrays.fill(ones, 1);
            assertThat(all.values()).containsExactly(ones);
        }
    }

    private static Features clean(float[] values) {
        return new Features(FEATURE, values, new ImageShape(1, 1, 1), () -> new float[COUNT]);
    }

    private static Features unread() {
        return new Features(
                FEATURE,
                COUNT,
                () -> {
                    throw new AssertionError("Values were brought to the host");
                },
                new ImageShape(1, 1, 1),
                () -> new float[COUNT]);
    }
}
