package lab.obscura.engine.defense.cem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.autograd.GradientCheck;
import lab.obscura.engine.defense.autograd.HostNode;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.attention.Slots;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotAttentionTest {

    private static final int MEMORY = 3;

    private final PartState state = new PartState();

    @Test
    void valueAndGradientEqualThePlainComputation() {
        SlotAttention part = part(Map.of("memory", MEMORY, "slots", 3));
        openCrossAttention();
        part.learn(Batches.batch(1), state);
        part.learn(Batches.batch(2), state);
        FeatureBatch batch = Batches.batch(3);

        PenaltyValue value = part.at(batch, state);

        var bags = new PlainBags(batch, List.of(Batches.batch(1), Batches.batch(2)), MEMORY);
        var plain = new PlainSlots(parameters(part), 3);
        var noise = batch.seeds().stream("slots.noise", 2);
        var held = new TreeMap<Integer, double[][]>();
        bags.byClass.forEach((label, bag) -> held.put(label, plain.responsibilities(bag, label, noise)));
        assertThat(value.value()).isPositive().isCloseTo(PlainSlots.penalty(bags.byClass, held), within(1e-7));
        assertThat(IntStream.range(0, batch.clean().length)).allSatisfy(i -> {
            double derivative = 16 * derivative(bags.samples.get(i / batch.size()), i % batch.size(), bags, held);
            assertThat((double) value.gradient()[i]).isCloseTo(derivative, within(1e-3 * Math.abs(derivative) + 1e-6));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSlotsLossHasTheRightGradient(boolean classEmbedding) {
        SlotAttention part = part(Map.of("slots", 3, "classEmbedding", classEmbedding));
        openCrossAttention();
        FeatureBatch batch = Batches.batch(1);
        Bags bags = Bags.of(batch.clean(), batch.labels(), batch.size());
        SlotLearning learning = part.learning(batch.size(), batch.classes());

        double error = GradientCheck.largestError(parameters(part), (graph, p) -> {
            var noise = new Slots.Conditions(Optional.of(Seeds.of(1).stream("noise")), List.of());
            var samples = BagSamples.of(graph, bags);
            return learning.loss(samples, learning.slots().read(samples, noise));
        });

        assertThat(error).isLessThan(1e-3);
    }

    @Test
    void trainingStartsFromThePlainResponsibilitiesOfTheSlots() {
        // Both gates are 0, so what the samples would read from the slots does not matter.
        FeatureBatch batch = Batches.batch(1);
        Bags bags = Bags.of(batch.clean(), batch.labels(), batch.size());
        SlotAttention part = part(Map.of());
        Slots slots = part.learning(batch.size(), batch.classes()).slots();
        Matrix fresh = read(slots, parameters(part), bags);
        state.put("slots/cross/output", parameters(part).get("slots/cross/key").toTensor());
        state.put(
                "slots/cross/0.weight",
                Matrix.zeros(Slots.WIDTH, 4 * Slots.WIDTH).toTensor());

        Matrix other = read(slots, parameters(part), bags);

        assertThat(other.values()).isEqualTo(fresh.values());
    }

    @Test
    void aTruncatedGradientLeavesTheFirstSlotsAlone() {
        FeatureBatch batch = Batches.batch(1);
        part(Map.of("truncatedGradient", true)).learn(batch, state);

        assertThat(state.find("slots/adam.m/slots/mean").orElseThrow().values()).containsOnly(0f);
    }

    @Test
    void thePenaltyMovesNoSlot() {
        var other = new PartState();
        part(Map.of("weight", 1)).learn(Batches.batch(1), state);
        SlotAttention heavy = part(Map.of("weight", 1000, "threshold", 100));
        heavy.at(Batches.batch(1), other);
        assertThat(other.tensors()).isEmpty();

        heavy.learn(Batches.batch(1), other);

        assertThat(state.tensors()).isEqualTo(other.tensors());
    }

    /** Each of K slots has a K-th of every sample, so all are one: the variance of the class around its mean, divided by n. */
    @Test
    void uniformSlotsAreThePlainClassVariance() {
        SlotAttention part = part(Map.of("mode", "uniform", "slots", 2, "memory", MEMORY));
        FeatureBatch first = Batches.batch(1);
        part.learn(first, state);
        FeatureBatch batch = Batches.batch(3);

        double value = part.at(batch, state).value();

        var bags = new PlainBags(batch, List.of(first), MEMORY);
        double expected = bags.byClass.values().stream()
                .mapToDouble(bag -> Batches.excess(variance(bag)))
                .average()
                .orElseThrow();
        assertThat(value).isPositive().isCloseTo(expected, within(1e-7));
        assertThat(part.warnings(state)).isEmpty();
        assertThat(part.looksAtEpochs()).isFalse();
    }

    private static double variance(List<double[]> bag) {
        double sum = 0;
        int size = bag.get(0).length;
        for (int d = 0; d < size; d++) {
            int value = d;
            double mean =
                    bag.stream().mapToDouble(sample -> sample[value]).average().orElseThrow();
            sum += bag.stream()
                            .mapToDouble(sample -> Math.pow(sample[value] - mean, 2))
                            .average()
                            .orElseThrow()
                    / size;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen", "uniform"})
    void controlsLearnNothingAndAreWatchedAllTheSame(String mode) {
        SlotAttention part = part(Map.of("mode", mode));

        Map<String, Double> curves = part.learn(Batches.batch(1), state);

        assertThat(curves).containsKeys("effectiveShare", "effectiveWeight").doesNotContainKey("slotLoss");
        assertThat(state.tensors().keySet()).noneMatch(name -> name.startsWith("slots/adam"));
    }

    @Test
    void frozenSlotsStayAsTheyWereDrawn() {
        FeatureBatch batch = Batches.batch(3);
        SlotAttention frozen = part(Map.of("mode", "frozen", "memory", 0));
        double drawn = part(Map.of("memory", 0)).at(batch, new PartState()).value();

        for (int step = 0; step < 3; step++) {
            frozen.learn(Batches.batch(step), state);
        }

        assertThat(frozen.at(batch, state).value()).isEqualTo(drawn);
    }

    @Test
    void theSlotsLearnToRebuildTheFeatures() {
        SlotAttention part = part(Map.of());
        double before = part.learn(Batches.batch(1), state).get("slotLoss");
        for (int step = 0; step < 150; step++) {
            part.learn(Batches.batch(step), state);
        }

        assertThat(part.learn(Batches.batch(1), state).get("slotLoss")).isLessThan(0.8 * before);
    }

    /** A warm-up of 1000 steps once kept the slots of short trainings from learning at all. */
    @Test
    void theSlotsOfAShortTrainingTellPlantedClustersApart() {
        SlotAttention part = part(Map.of("memory", 4, "slots", 3));
        double share = 1;
        for (int step = 0; step < 100; step++) {
            share = part.learn(twoClustersPerClass(step), state).get("effectiveShare");
        }

        assertThat(share).isLessThan(0.9);
        assertThat(part.warnings(state)).isEmpty();
    }

    @Test
    void slotsThatHoldEverySampleAlikeAreWarnedOf() {
        float[] alike = new float[Batches.COUNT * Batches.SIZE];
        SlotAttention part = part(Map.of());
        part.learn(Batches.of(alike, Batches.batch(1).labels(), 2, 1e-4), state);

        assertThat(part.warnings(state)).singleElement().asString().contains("slots ignore the sample", "1.000");
    }

    @Test
    void aSingleSlotIsThePlainVarianceOnPurpose() {
        SlotAttention part = part(Map.of("slots", 1));
        part.learn(Batches.batch(1), state);

        assertThat(part.warnings(state)).isEmpty();
    }

    /** Two epochs of 50 steps; each class is two tight clusters that lie far apart. */
    private static FeatureBatch twoClustersPerClass(int step) {
        var random = new RandomStream(step);
        int[] labels = new int[24];
        float[] clean = new float[labels.length * Batches.SIZE];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % Batches.CLASSES;
            boolean upper = random.nextDouble() < 0.5;
            for (int d = 0; d < Batches.SIZE; d++) {
                double center = 0.2 + 0.1 * labels[i] + (upper == (d % 2 == 0) ? 0.4 : 0);
                clean[i * Batches.SIZE + d] = (float) (center + 0.02 * random.nextGaussian());
            }
        }
        int perEpoch = 50 * labels.length;
        return FeatureBatch.ofVectors(
                clean,
                labels,
                Batches.CLASSES,
                new StepContext(1 + step / 50, 2, 0, perEpoch, 0.05, 0.025, Seeds.of(4)));
    }

    @Test
    void slotsWithLessThanOneSampleAreLeftOut() {
        // Two samples for five slots: none is responsible for a whole one.
        FeatureBatch batch = Batches.of(new float[] {0, 1, 1, 0}, new int[] {0, 0}, 2, 1e-4);

        PenaltyValue value = part(Map.of("memory", 0)).at(batch, state);

        assertThat(value.value()).isZero();
    }

    @Test
    void reportsWhatExplainsAWeakPenalty() {
        Map<String, Double> step = part(Map.of()).learn(Batches.batch(1), state);

        assertThat(step)
                .containsKeys("slotLoss", "effectiveShare", "starvedSlots", "variance", "logVarianceScatter")
                .containsEntry("gate", 0.0)
                .containsEntry("effectiveWeight", 16.0);
        assertThat(step.get("starvedSlots")).isBetween(0.0, 1.0);
        assertThat(step.get("effectiveShare")).isBetween(1.0 / 8, 1.0);
    }

    @Test
    void theScatterIsTheVarianceOverTheStepsOfAnEpoch() {
        SlotAttention part = part(Map.of("slots", 1, "memory", 0));
        double sum = 0;
        for (int step = 0; step < 4; step++) {
            sum += part.learn(Batches.batch(step), state).get("logVarianceScatter");
        }

        // With one slot the variance is the plain one of each class.
        double expected = (populationVariance(0) + populationVariance(1)) / 2;
        assertThat(sum / 4).isCloseTo(expected, within(1e-5 * expected));
    }

    @Test
    void comparesItsVariancesWithTheClustersOfCem() {
        SlotAttention part = part(Map.of("slots", 2));
        part.learn(Batches.batch(1), state);

        Map<String, Double> epoch = part.afterEpoch(unequallyWideClasses(), state);

        // Classes differ in width by a factor of ten; both sides see that.
        assertThat(epoch.get("correlationWithClusters")).isBetween(0.7, 1.0);
    }

    private static EpochFeatures unequallyWideClasses() {
        int count = 60;
        FeatureBatch batch = Batches.batch(1);
        float[] clean = new float[count * Batches.SIZE];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % Batches.CLASSES;
            for (int d = 0; d < Batches.SIZE; d++) {
                float value = batch.seeds().stream("wide", i, d).gaussians(1, 1)[0];
                clean[i * Batches.SIZE + d] = value * (0.1f + labels[i]);
            }
        }
        return new EpochFeatures(clean, labels, Batches.SIZE, Batches.CLASSES, 1, 0.025, Seeds.of(2));
    }

    private static double populationVariance(int label) {
        double[] logs = new double[4];
        double mean = 0;
        for (int step = 0; step < 4; step++) {
            List<double[]> bag = new PlainBags(Batches.batch(step), List.of(), 0).byClass.get(label);
            double[][] all = new double[bag.size()][];
            java.util.Arrays.fill(all, new double[] {1});
            logs[step] = Math.log(PlainSlots.variance(bag, all, 0) + 0.01);
            mean += logs[step] / 4;
        }
        double variance = 0;
        for (double log : logs) {
            variance += (log - mean) * (log - mean) / 4;
        }
        return variance;
    }

    private static Matrix read(Slots slots, LearnedParameters parameters, Bags bags) {
        var readings = slots.read(BagSamples.of(parameters, bags), Slots.Conditions.evaluation());
        return HostNode.of(readings.get(0).responsibilities()).value();
    }

    /** As if training had opened the gates. */
    private void openCrossAttention() {
        state.put("slots/cross/alpha", Matrix.of(0.6).toTensor());
        state.put("slots/cross/beta", Matrix.of(-0.4).toTensor());
    }

    private static double derivative(double[] sample, int d, PlainBags bags, Map<Integer, double[][]> held) {
        double kept = sample[d];
        sample[d] = kept + 1e-5;
        double above = PlainSlots.penalty(bags.byClass, held);
        sample[d] = kept - 1e-5;
        double below = PlainSlots.penalty(bags.byClass, held);
        sample[d] = kept;
        return (above - below) / 2e-5;
    }

    private LearnedParameters parameters(SlotAttention part) {
        FeatureBatch batch = Batches.batch(1);
        return part.learning(batch.size(), batch.classes()).parameters(batch.seeds(), state);
    }

    static SlotAttention part(Map<String, Object> settings) {
        return new SlotAttention(SlotAttention.INFO.schema().read("", settings));
    }
}
