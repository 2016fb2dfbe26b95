package lab.obscura.engine.defense.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three penalties of SiftFunnel side by side, as its ablation switches them. */
class SiftFunnelLossesTest {

    private static final ImageShape FEATURE = new ImageShape(3, 3, 4);
    private static final int COUNT = 12;
    private static final Map<String, Double> WEIGHTS = new LinkedHashMap<>(
            Map.of("distance-correlation", 0.8, "channel-correlation", 0.6, "activation-norm", 0.005));

    /** Features that follow the images, in channels that follow each other. */
    private final float[] images = new RandomStream(3).gaussians(COUNT * FEATURE.size(), 1);

    private final float[] features = features();

    @ParameterizedTest
    @ValueSource(strings = {"distance-correlation", "channel-correlation", "activation-norm"})
    void stepsAlongItsGradientMakeEachSmaller(String id) {
        Penalty penalty = penalty(id, 1);
        float[] z = features.clone();
        double before = value(penalty, z).value();

        for (int step = 0; step < 300; step++) {
            float[] gradient = value(penalty, z).gradient();
            double norm = Math.sqrt(IntStream.range(0, z.length)
                    .mapToDouble(i -> (double) gradient[i] * gradient[i])
                    .sum());
            for (int i = 0; i < z.length; i++) {
                z[i] -= (float) (0.1 * gradient[i] / (norm + 1e-12));
            }
        }

        assertThat(value(penalty, z).value()).isLessThan(0.8 * before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"distance-correlation", "channel-correlation", "activation-norm"})
    void aSwitchTakesAwayItsOwnTermAndNothingElse(String id) {
        PenaltyValue all = sum(WEIGHTS);
        var without = new HashMap<>(WEIGHTS);
        without.put(id, 0.0);
        PenaltyValue rest = sum(without);
        PenaltyValue own = value(penalty(id, WEIGHTS.get(id)), features);

        assertThat(all.value() - rest.value()).isCloseTo(own.value(), within(1e-9));
        assertThat(IntStream.range(0, features.length))
                .allSatisfy(i -> assertThat((double) all.gradient()[i] - rest.gradient()[i])
                        .isCloseTo(own.gradient()[i], within(1e-6)));
    }

    @Test
    void withAllSwitchedOffNothingPushes() {
        assertThat(sum(Map.of("distance-correlation", 0.0, "channel-correlation", 0.0, "activation-norm", 0.0))
                        .hasGradient())
                .isFalse();
    }

    private PenaltyValue sum(Map<String, Double> weights) {
        return Stream.of("distance-correlation", "channel-correlation", "activation-norm")
                .map(id -> value(penalty(id, weights.get(id)), features))
                .reduce(PenaltyValue.none(), PenaltyValue::plus);
    }

    private static Penalty penalty(String id, double weight) {
        var settings = new HashMap<String, Object>(Map.of("weight", weight));
        if (id.equals("distance-correlation")) {
            settings.put("form", "siftfunnel");
        }
        var entry = Defenses.catalog().find(id).orElseThrow();
        return (Penalty) entry.make().apply(entry.info().schema().read("", settings));
    }

    private PenaltyValue value(Penalty penalty, float[] z) {
        return penalty.at(
                new FeatureBatch(
                        new FeatureBatch.Values(FEATURE, z, z),
                        new int[COUNT],
                        2,
                        new StepContext(2, 4, 0, 64, 0.01, 0, Seeds.of(1)),
                        new FeatureBatch.Images(FEATURE, images, images)),
                new PartState());
    }

    private float[] features() {
        float[] noise = new RandomStream(4).gaussians(images.length, 0.3);
        float[] z = new float[images.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = images[i - i % FEATURE.channels()] + noise[i];
        }
        return z;
    }
}
