package lab.obscura.engine.defense.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.leakage.AttributeInference;
import lab.obscura.engine.leakage.MeasuredFeatures;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class AttributeAdversaryTest {

    private static final RunContext QUIET = RunContext.of(event -> {}, () -> false);
    private static final ImageShape FEATURE = new ImageShape(1, 1, 6);
    private static final int COUNT = 60;
    private static final Dl4jEngine ENGINE = Dl4jEngine.create();

    /** A third, a third, a third. */
    private static final Attributes THREE = new Attributes(
            List.of("a", "b", "c"), IntStream.range(0, COUNT).map(i -> i % 3).toArray());

    @Test
    void theLossIsThatOfPlainSoftmax() {
        float[] logits = new RandomStream(1).gaussians(COUNT * 3, 2);

        double loss = 0;
        double correct = 0;
        for (int i = 0; i < COUNT; i++) {
            double a = Math.exp(logits[3 * i]);
            double b = Math.exp(logits[3 * i + 1]);
            double c = Math.exp(logits[3 * i + 2]);
            double own = i % 3 == 0 ? a : i % 3 == 1 ? b : c;
            loss -= Math.log(own / (a + b + c)) / COUNT;
            correct += own == Math.max(a, Math.max(b, c)) ? 1.0 / COUNT : 0;
        }
        var measured = AttributeLoss.of(logits, THREE);

        assertThat(measured.value()).isCloseTo(loss, within(1e-9));
        assertThat(measured.accuracy()).isCloseTo(correct, within(1e-9));
        float[] above = logits.clone();
        float[] below = logits.clone();
        above[7] += 1e-2f;
        below[7] -= 1e-2f;
        double slope = (AttributeLoss.of(above, THREE).value()
                        - AttributeLoss.of(below, THREE).value())
                / (above[7] - below[7]);
        assertThat((double) measured.gradient()[7]).isCloseTo(slope, within(1e-6));
    }

    @Test
    void entropyAndChanceAreThoseOfTheFrequencies() {
        var uneven = new Attributes(List.of("a", "b", "never"), new int[] {0, 0, 0, 1});

        assertThat(AttributeLoss.entropy(THREE)).isCloseTo(Math.log(3), within(1e-12));
        assertThat(AttributeLoss.entropy(uneven))
                .isCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), within(1e-12));
        assertThat(AttributeLoss.commonest(uneven)).isEqualTo(0.75);
    }

    @Test
    void theEdgePaysForWhatTheAdversaryKnowsBeyondTheFrequencies() {
        var adversary = adversary(Map.of("learningRate", 0.01, "weight", 2));
        try (var state = new PartState(ENGINE, Seeds.of(1))) {
            FeatureBatch batch = batch(telling(THREE, 2), THREE);
            Map<String, Double> first = adversary.attack(batch, state).get();
            for (int i = 0; i < 100; i++) {
                adversary.attack(batch, state);
            }
            PenaltyValue term = adversary.at(batch, state);
            Map<String, Double> late = adversary.attack(batch, state).get();

            assertThat(first.get("attributeLoss")).isBetween(0.5, 2.0);
            assertThat(late.get("attributeAccuracy")).isGreaterThan(0.95);
            assertThat(term.value()).isCloseTo(Math.log(3) - late.get("attributeLoss"), within(1e-5));
        }
    }

    @Test
    void theEdgePaysNothingOnceTheAdversaryKnowsNoMore() {
        var adversary = adversary(Map.of());
        var same = new Attributes(List.of("a", "b", "c"), new int[COUNT]);
        try (var state = new PartState(ENGINE, Seeds.of(1))) {
            PenaltyValue term = adversary.at(batch(telling(THREE, 2), same), state);

            assertThat(term.value()).isZero();
            assertThat(term.gradient()).containsOnly(0);
        }
    }

    @Test
    void aFreshAttackerFindsWhatIsThereAndNothingElse() {
        var measure = new AttributeInference(
                AttributeInference.INFO.schema().read("", Map.of("epochs", 30, "batchSize", 20, "learningRate", 0.01)));

        Map<String, Double> telling = measure.of(features(telling(THREE, 3), telling(THREE, 4)), QUIET);
        Map<String, Double> silent = measure.of(features(noise(5), noise(6)), QUIET);

        assertThat(telling.get("attribute.accuracy")).isGreaterThan(0.9);
        assertThat(silent.get("attribute.accuracy")).isLessThan(0.65);
        assertThat(telling).containsEntry("attribute.chance", 20.0 / COUNT);
    }

    @Test
    void withoutAnAttributeNothingIsMeasured() {
        var measure = new AttributeInference(AttributeInference.INFO.schema().read("", Map.of()));
        float[] any = noise(5);
        var images = new LabeledImages(new ImageShape(1, 1, 1), new byte[COUNT], new int[COUNT], List.of("only"));
        var part = new MeasuredFeatures.Part(images, any, any);
        var features = new MeasuredFeatures(FEATURE, part, part, 0, List.of(), ENGINE, Seeds.of(1));

        assertThat(measure.lack(features))
                .hasValueSatisfying(reason -> assertThat(reason).contains("attributes.txt"));
    }

    private static AttributeAdversary adversary(Map<String, Object> settings) {
        return new AttributeAdversary(AttributeAdversary.INFO.schema().read("", settings));
    }

    private static float[] noise(long seed) {
        return new RandomStream(seed).gaussians(COUNT * FEATURE.size(), 1);
    }

    /** One value tells the attribute, before noise that leaves it easy to see. */
    private static float[] telling(Attributes attributes, long seed) {
        float[] features = new RandomStream(seed).gaussians(COUNT * FEATURE.size(), 0.3);
        for (int i = 0; i < COUNT; i++) {
            features[i * FEATURE.size() + attributes.values()[i]] += 2;
        }
        return features;
    }

    private static MeasuredFeatures features(float[] train, float[] test) {
        var images =
                new LabeledImages(new ImageShape(1, 1, 1), new byte[COUNT], new int[COUNT], List.of("only"), THREE);
        return new MeasuredFeatures(
                FEATURE,
                new MeasuredFeatures.Part(images, train, train),
                new MeasuredFeatures.Part(images, test, test),
                0,
                List.of(),
                ENGINE,
                Seeds.of(1));
    }

    private static FeatureBatch batch(float[] features, Attributes attributes) {
        float[] images = new float[COUNT];
        Arrays.fill(images, 0.5f);
        return new FeatureBatch(
                new FeatureBatch.Values(FEATURE, features, features),
                new int[COUNT],
                2,
                new StepContext(2, 10, 0, COUNT, 0.05, 0, Seeds.of(7)),
                new FeatureBatch.Images(new ImageShape(1, 1, 1), images, images, new int[0], attributes));
    }
}
