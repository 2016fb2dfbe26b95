package lab.obscura.engine.defense.cem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.autograd.GradientCheck;
import lab.obscura.engine.defense.autograd.HostNode;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.bank.Bags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gate and its penalty, see {@code docs/methods/learned-surrogates.md#gated-attention}; overfitting is tried in {@code
 * SurrogateTrainingTest}.
 */
class GatedAttentionTest {

    private static final int MEMORY = 3;

    private final PartState state = new PartState();

    @ParameterizedTest
    @CsvSource({
        "1, responsibilities, isotropic, false",
        "1, responsibilities, diagonal, true",
        "3, responsibilities, isotropic, false",
        "3, equal, isotropic, true",
        "3, energy, diagonal, false",
    })
    void valueAndGradientEqualThePlainComputation(
            int heads, String headWeights, String covariance, boolean energiesPerClass) {
        Map<String, Object> settings = Map.of(
                "heads", heads,
                "headWeights", headWeights,
                "covariance", covariance,
                "energiesPerClass", energiesPerClass,
                "temperature", 0.05,
                "memory", MEMORY);
        GatedAttention part = part(settings);
        part.learn(Batches.batch(1), state);
        part.learn(Batches.batch(2), state);
        FeatureBatch batch = Batches.batch(3);

        PenaltyValue value = part.at(batch, state);

        var bags = new PlainBags(batch, List.of(Batches.batch(1), Batches.batch(2)), MEMORY);
        var plain = new PlainGate(parameters(settings), heads, headWeights, 0.05);
        var held = new TreeMap<Integer, PlainGate.Result>();
        bags.byClass.forEach((label, bag) -> held.put(label, plain.of(bag, label)));
        boolean isotropic = covariance.equals("isotropic");
        assertThat(value.value()).isCloseTo(PlainGate.penalty(bags.byClass, held, isotropic), within(1e-9));
        assertThat(IntStream.range(0, batch.clean().length)).allSatisfy(i -> {
            double[] sample = bags.samples.get(i / batch.size());
            double derivative = 16 * derivative(sample, i % batch.size(), bags, held, isotropic);
            assertThat((double) value.gradient()[i]).isCloseTo(derivative, within(1e-3 * Math.abs(derivative) + 1e-6));
        });
    }

    @Test
    void withoutAttentionAndMemoryThePenaltyIsThatOfThePlainClassVariance() {
        FeatureBatch batch = Batches.of(new float[] {0, 0, 1, 0.5f, 0.5f, 1}, new int[] {1, 1, 1}, 2, 1e-4);

        PenaltyValue value = part(Map.of("mode", "uniform", "memory", 0)).at(batch, state);

        // Both values of the feature have the variance 0.25 with n − 1.
        assertThat(value.value()).isCloseTo(Batches.excess(0.25), within(1e-9));
    }

    @Test
    void samplesFarFromTheMeanArePulledHarderAndStraightAtIt() {
        FeatureBatch batch = Batches.of(new float[] {0, 0, 0.1f, 0.1f, 0.2f, 0.8f}, new int[] {1, 1, 1}, 2, 1e-4);

        float[] gradient =
                part(Map.of("mode", "uniform", "memory", 0)).at(batch, state).gradient();

        // The mean is (0.1, 0.3), so the samples lie at (−0.1, −0.3), (0, −0.2) and (0.1, 0.5) from it.
        double factor = gradient[5] / 0.5;
        assertThat(factor).isPositive();
        assertThat((double) gradient[0]).isCloseTo(-0.1 * factor, within(1e-5 * factor));
        assertThat((double) gradient[1]).isCloseTo(-0.3 * factor, within(1e-5 * factor));
        assertThat((double) gradient[2]).isCloseTo(0, within(1e-5 * factor));
        assertThat((double) gradient[3]).isCloseTo(-0.2 * factor, within(1e-5 * factor));
    }

    @Test
    void thePenaltyMovesNoGate() {
        var other = new PartState();
        part(Map.of("weight", 1, "threshold", 0.1)).learn(Batches.batch(1), state);
        GatedAttention heavy = part(Map.of("weight", 1000, "threshold", 100));
        heavy.at(Batches.batch(1), other);
        assertThat(other.tensors()).isEmpty();

        heavy.learn(Batches.batch(1), other);

        assertThat(state.tensors()).isNotEmpty().isEqualTo(other.tensors());
    }

    @ParameterizedTest
    @CsvSource({
        "auxiliary, 1, responsibilities",
        "auxiliary, 3, responsibilities",
        "adversarial, 1, responsibilities",
        "adversarial, 3, responsibilities",
        "adversarial, 3, energy",
    })
    void theGatesLossHasTheRightGradient(String mode, int heads, String headWeights) {
        Map<String, Object> settings =
                Map.of("mode", mode, "heads", heads, "headWeights", headWeights, "temperature", 0.02);
        FeatureBatch batch = Batches.batch(1);
        Bags bags = Bags.of(batch.clean(), batch.labels(), batch.size());
        Gate gate = part(settings).gate(batch);

        double error = GradientCheck.largestError(parameters(settings), (graph, p) -> {
            var samples = BagSamples.of(graph, bags);
            return new GateLearning(gate).loss(samples, gate.attention(samples));
        });

        assertThat(error).isLessThan(1e-3);
    }

    @Test
    void theAuxiliaryGateLearnsToTellTheClasses() {
        GatedAttention part = part(Map.of());
        double before = part.learn(Batches.batch(1), state).get("gateLoss");
        for (int step = 0; step < 30; step++) {
            part.learn(Batches.batch(step), state);
        }

        assertThat(part.learn(Batches.batch(1), state).get("gateLoss")).isLessThan(0.9 * before);
    }

    @Test
    void theAdversarialGateFindsALargerVarianceAndStaysAboveTheFloor() {
        GatedAttention part = part(Map.of("mode", "adversarial", "memory", 0));
        double before = part.learn(Batches.batch(1), state).get("variance");
        for (int step = 0; step < 60; step++) {
            part.learn(Batches.batch(1), state);
        }

        Map<String, Double> after = part.learn(Batches.batch(1), state);

        assertThat(after.get("variance")).isGreaterThan(1.05 * before);
        assertThat(after.get("attentionEntropy")).isGreaterThan(0.4);
    }

    @Test
    void aFrozenGateStaysAsItWasDrawn() {
        part(Map.of("mode", "frozen")).learn(Batches.batch(1), state);

        assertThat(state.tensors().keySet()).allMatch(name -> name.startsWith("bank/"));
    }

    @Test
    void saysNothingInTheFirstEpochButLearns() {
        FeatureBatch first = Batches.batch(1, 1, 0.05);

        assertThat(part(Map.of()).at(first, state).hasGradient()).isFalse();
        assertThat(part(Map.of()).learn(first, state)).containsKey("gateLoss").containsEntry("effectiveWeight", 0.0);
    }

    @Test
    void classesWithASingleSampleAreLeftOut() {
        FeatureBatch lonely = Batches.of(new float[] {0, 1, 2, 3}, new int[] {0, 1}, 2, 1e-4);

        PenaltyValue value = part(Map.of("memory", 0)).at(lonely, state);

        assertThat(value.value()).isZero();
        assertThat(value.gradient()).containsOnly(0f);
    }

    @Test
    void aFreshGateAttendsToAllNearlyAlike() {
        FeatureBatch batch = Batches.batch(1);
        Bags bags = Bags.of(batch.clean(), batch.labels(), batch.size());
        Gate gate = part(Map.of()).gate(batch);

        Gate.Attention attention =
                gate.attention(BagSamples.of(parameters(Map.of()), bags)).get(0);

        int n = bags.bags().get(0).count();
        assertThat(Arrays.stream(HostNode.of(attention.weights()).value().column(0)))
                .allMatch(a -> a > 0.7 / n && a < 1.4 / n);
    }

    private double derivative(
            double[] sample, int d, PlainBags bags, Map<Integer, PlainGate.Result> held, boolean isotropic) {
        double kept = sample[d];
        sample[d] = kept + 1e-5;
        double above = PlainGate.penalty(bags.byClass, held, isotropic);
        sample[d] = kept - 1e-5;
        double below = PlainGate.penalty(bags.byClass, held, isotropic);
        sample[d] = kept;
        return (above - below) / 2e-5;
    }

    private LearnedParameters parameters(Map<String, Object> settings) {
        FeatureBatch batch = Batches.batch(1);
        return LearnedParameters.in(state, part(settings).gate(batch).initials(), batch.seeds());
    }

    static GatedAttention part(Map<String, Object> settings) {
        return new GatedAttention(GatedAttention.INFO.schema().read("", settings));
    }
}
