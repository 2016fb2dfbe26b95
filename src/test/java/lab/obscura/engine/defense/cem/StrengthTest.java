package lab.obscura.engine.defense.cem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.MemoryBank;
import lab.obscura.engine.defense.cem.moments.HostMoments;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code strength: per-sample}: λ · 1/500 · 2 (z − M) / (m (v + γ) |C|) for each sample, whatever the part and the number of images. */
class StrengthTest {

    private static final int SIZE = 6;
    private static final double LAMBDA = 3;
    /** Low enough for λ itself, and high enough above τσ² for the logarithm to count. */
    private static final double RATE = 1e-4;

    private final PartState state = new PartState();

    @ParameterizedTest
    @CsvSource({"128, 500", "128, 50000", "64, 5000"})
    void conditionalEntropyPullsEachSampleAlike(int count, int imagesInEpoch) {
        FeatureBatch batch = batch(count, imagesInEpoch);
        float[] centers = {0.4f, 0.5f, 0.4f, 0.5f, 0.4f, 0.5f, 0.6f, 0.5f, 0.6f, 0.5f, 0.6f, 0.5f};
        state.put("centroids", new Tensor(new long[] {2, 1, SIZE}, centers));
        state.put("weights", new Tensor(new long[] {2, 1}, new float[] {1, 1}));
        state.put("variances", new Tensor(new long[] {2, 1}, new float[] {0.05f, 0.05f}));

        float[] gradient = part("conditional-entropy", Map.of("components", 1))
                .at(batch, state)
                .gradient();

        assertThat(IntStream.range(0, batch.count())).allSatisfy(i -> {
            double[] center = new double[SIZE];
            for (int d = 0; d < SIZE; d++) {
                center[d] = centers[batch.labels()[i] * SIZE + d];
            }
            double share = count / 2 / 500.0;
            double v = share * variance(batch, batch.labels()[i], center) + (1 - share) * 0.05f;
            assertPull(batch, gradient, i, center, v, 1);
        });
    }

    /** With one slot, or uniform attention, the bag is the class itself; n − 1 makes the gate's pull n/(n − 1) of it. */
    @ParameterizedTest
    @CsvSource({"128, 0", "128, 32", "32, 32"})
    void surrogatesPullAsConditionalEntropyDoes(int count, int memory) {
        FeatureBatch batch = batch(count, 5000);
        var uniform = Map.<String, Object>of("mode", "uniform", "memory", memory);
        var single = Map.<String, Object>of("slots", 1, "memory", memory);
        MemoryBank bank = MemoryBank.in(state, memory, batch).with(batch);
        bank.storeIn(state);
        Bags bags = bank.bags(batch);

        float[] gated = part("gated-attention", uniform).at(batch, state).gradient();
        float[] slots = part("slot-attention", single).at(batch, state).gradient();

        assertThat(IntStream.range(0, batch.count())).allSatisfy(i -> {
            Bag bag = bags.bags().get(batch.labels()[i]);
            HostMoments plain = HostMoments.plain(bags, bag, bag.uniform());
            double unbiased = bag.count() / (bag.count() - 1.0);
            assertPull(batch, slots, i, plain.mean(), plain.variance(), 1);
            assertPull(batch, gated, i, plain.mean(), plain.variance() * unbiased, unbiased);
        });
    }

    @ParameterizedTest
    @CsvSource({"conditional-entropy", "gated-attention", "slot-attention", "fused-attention"})
    void theGradientIsTheSlopeOfTheValue(String id) {
        FeatureBatch batch = batch(64, 5000);
        Penalty part = part(id, id.equals("conditional-entropy") ? Map.of("components", 2) : single(id));
        var features = new lab.obscura.engine.defense.EpochFeatures(
                batch.clean(), batch.labels(), SIZE, 2, 1, 0.025, Seeds.of(3));
        if (part.looksAtEpochs()) {
            part.afterEpoch(features, state);
        }
        float[] gradient = part.at(batch, state).gradient();
        double perValue = LAMBDA * 128.0 / 64;

        assertThat(List.of(0, 7, 100, gradient.length - 1)).allSatisfy(place -> {
            float[] moved = batch.clean().clone();
            moved[place] = batch.clean()[place] + 1e-3f;
            double above = part.at(batch.withClean(moved), state).value();
            double width = moved[place];
            moved[place] = batch.clean()[place] - 1e-3f;
            double below = part.at(batch.withClean(moved), state).value();
            double derivative = perValue * (above - below) / (width - moved[place]);
            assertThat((double) gradient[place]).isCloseTo(derivative, within(0.01 * Math.abs(derivative) + 1e-7));
        });
    }

    /** Weights that no feature moves: the gradient takes them for constants. */
    private static Map<String, Object> single(String id) {
        return switch (id) {
            case "gated-attention" -> Map.of("mode", "uniform");
            case "slot-attention" -> Map.of("slots", 1);
            default -> Map.of("mode", "uniform", "slots", 1);
        };
    }

    private static void assertPull(
            FeatureBatch batch, float[] gradient, int sample, double[] center, double v, double factor) {
        double each = LAMBDA * 128 / batch.count() * factor / 500 * 2 / (SIZE * (v + 0.01) * 2);
        assertThat(IntStream.range(0, SIZE)).allSatisfy(d -> {
            double expected = each * (batch.clean()[sample * SIZE + d] - center[d]);
            assertThat((double) gradient[sample * SIZE + d])
                    .isCloseTo(expected, within(1e-4 * Math.abs(expected) + 1e-8));
        });
    }

    private static double variance(FeatureBatch batch, int label, double[] center) {
        double squares = 0;
        int count = 0;
        for (int i = 0; i < batch.count(); i++) {
            if (batch.labels()[i] == label) {
                count++;
                for (int d = 0; d < SIZE; d++) {
                    squares += Math.pow(batch.clean()[i * SIZE + d] - center[d], 2) / SIZE;
                }
            }
        }
        return squares / count;
    }

    private static Penalty part(String id, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("strength", "per-sample");
        all.put("weight", LAMBDA);
        var entry = Defenses.catalog().find(id).orElseThrow();
        return (Penalty) entry.make().apply(entry.info().schema().read("", all));
    }

    /** Two classes, as many samples of each. */
    private static FeatureBatch batch(int count, int imagesInEpoch) {
        var random = new RandomStream(count);
        int[] labels = new int[count];
        float[] clean = new float[count * SIZE];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) random.nextDouble();
            labels[i / SIZE] = i / SIZE % 2;
        }
        return FeatureBatch.ofVectors(
                clean, labels, 2, new StepContext(2, 10, 0, imagesInEpoch, RATE, 0.025, Seeds.of(5)));
    }
}
