package lab.obscura.engine.defense.cem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules of {@code docs/methods/learned-surrogates.md#fusions}, written once more, on the gate and the slots of {@link PlainGate}
 * and {@link PlainSlots}.
 */
class FusionTest {

    private static final int SLOTS = 3;

    private final PartState state = new PartState();
    private final Map<Integer, double[]> attention = new TreeMap<>();
    private final Map<Integer, double[][]> responsibilities = new TreeMap<>();
    private FeatureBatch batch;
    private PlainBags bags;

    @BeforeEach
    void readABatch() {
        read(Batches.batch(3, 6, 1e-4)); // of ten epochs: the ramps are on their way
    }

    @ParameterizedTest
    @CsvSource({"shortcut", "parallel", "shrinkage", "maximum"})
    void valueAndGradientEqualThePlainComputation(String rule) {
        equalsThePlainComputation(rule);
    }

    @Test
    void aSharedGateEqualsThePlainComputation() {
        letTheGateIntoTheCompetition();

        equalsThePlainComputation("shared-gate");
    }

    private void equalsThePlainComputation(String rule) {
        PenaltyValue value = part(Map.of("fusion", rule)).at(batch, state);

        assertThat(value.value()).isPositive().isCloseTo(penalty(rule), within(1e-7));
        assertThat(IntStream.range(0, batch.clean().length)).allSatisfy(i -> {
            double derivative = 16 * derivative(bags.samples.get(i / batch.size()), i % batch.size(), rule);
            assertThat((double) value.gradient()[i]).isCloseTo(derivative, within(1e-3 * Math.abs(derivative) + 1e-6));
        });
    }

    @ParameterizedTest
    @CsvSource({"shortcut", "parallel"})
    void beginsAsTheGateAlone(String rule) {
        read(Batches.batch(3, 2, 1e-4));

        PenaltyValue fused = part(Map.of("fusion", rule)).at(batch, state);

        PenaltyValue gated = GatedAttentionTest.part(Map.of("memory", 0)).at(batch, state);
        assertThat(fused.value()).isCloseTo(gated.value(), within(1e-9));
        assertThat(fused.gradient()).containsExactly(gated.gradient(), within(1e-5f));
    }

    @Test
    void withoutAPriorAndWithAHugeOneShrinkageIsOneSideAlone() {
        double huge = part(Map.of("prior", 10000)).at(batch, state).value();
        double none = part(Map.of("prior", 0)).at(batch, state).value();

        double gated =
                GatedAttentionTest.part(Map.of("memory", 0)).at(batch, state).value();
        assertThat(huge).isCloseTo(gated, within(0.01));
        assertThat(none).isCloseTo(penaltyOfAllSlots(), within(1e-7));
    }

    @Test
    void aUniformSharedGateLeavesTheSlotsAsTheyAre() {
        PenaltyValue shared =
                part(Map.of("fusion", "shared-gate", "mode", "uniform")).at(batch, state);

        PenaltyValue alone =
                SlotAttentionTest.part(Map.of("slots", SLOTS, "memory", 0)).at(batch, state);
        assertThat(shared.value()).isCloseTo(alone.value(), within(1e-12));
        assertThat(shared.gradient()).containsExactly(alone.gradient(), within(1e-6f));
    }

    @Test
    void aSharedGateChangesWhatTheSlotsFind() {
        PenaltyValue shared =
                part(Map.of("fusion", "shared-gate", "temperature", 0.01)).at(batch, state);

        PenaltyValue alone =
                SlotAttentionTest.part(Map.of("slots", SLOTS, "memory", 0)).at(batch, state);
        assertThat(shared.value()).isNotCloseTo(alone.value(), within(1e-6));
    }

    @Test
    void theRampsReachTheirPublishedEnds() {
        assertThat(FusionRule.SHORTCUT.mixture(epoch(60))).isZero();
        assertThat(FusionRule.SHORTCUT.mixture(epoch(120))).isCloseTo(Math.tanh(0.5), within(1e-12));
        assertThat(FusionRule.SHORTCUT.mixture(epoch(180))).isCloseTo(Math.tanh(1), within(1e-12));
        assertThat(FusionRule.PARALLEL.mixture(epoch(60))).isZero();
        assertThat(FusionRule.PARALLEL.mixture(epoch(120))).isEqualTo(0.5);
        assertThat(FusionRule.PARALLEL.mixture(epoch(240))).isEqualTo(0.5);
    }

    @Test
    void gateAndSlotsLearnAsTheyDoAlone() {
        var gate = new PartState();
        var slots = new PartState();
        Map<String, Double> fused = part(Map.of()).learn(batch, state);
        GatedAttentionTest.part(Map.of("memory", 0)).learn(batch, gate);
        SlotAttentionTest.part(Map.of("memory", 0, "slots", SLOTS)).learn(batch, slots);

        assertThat(state.tensors()).containsAllEntriesOf(gate.tensors()).containsAllEntriesOf(slots.tensors());
        assertThat(fused).containsKeys("gate.variance", "slots.variance", "mixture", "effectiveWeight");
    }

    @Test
    void slotsThatHoldEverySampleAlikeAreThePlainVariance() {
        PenaltyValue fused = part(Map.of("fusion", "shared-gate", "mode", "uniform", "slotMode", "uniform"))
                .at(batch, state);

        PenaltyValue alone = SlotAttentionTest.part(Map.of("slots", SLOTS, "memory", 0, "mode", "uniform"))
                .at(batch, state);
        assertThat(fused.value()).isCloseTo(alone.value(), within(1e-12));
        assertThat(fused.gradient()).containsExactly(alone.gradient(), within(1e-6f));
    }

    @Test
    void frozenSlotsStayAsTheyWereDrawnWhileTheGateLearns() {
        var learned = new PartState();
        var frozen = new PartState();
        part(Map.of("slotMode", "learned")).learn(batch, learned);
        Map<String, Double> report = part(Map.of("slotMode", "frozen")).learn(batch, frozen);
        Map<String, Double> uniform = part(Map.of("slotMode", "uniform")).learn(batch, new PartState());

        assertThat(frozen.tensors().keySet().stream()
                        .filter(name -> name.startsWith("slots/") && name.contains("adam")))
                .isEmpty();
        var gate = new PartState();
        GatedAttentionTest.part(Map.of("memory", 0)).learn(batch, gate);
        assertThat(frozen.tensors()).containsAllEntriesOf(gate.tensors());
        assertThat(report).containsKeys("gate.variance", "slots.effectiveShare");
        assertThat(uniform.get("slots.effectiveShare")).isCloseTo(1, within(1e-9));
    }

    @Test
    void aMixtureThatIsHeldOutNeedsARuleThatMixes() {
        assertThat(part(Map.of("fusion", "shrinkage", "mixture", "held-out")).objectionAmong(new Defense(List.of())))
                .hasValueSatisfying(rule -> assertThat(rule).contains("shortcut", "held-out"));
        assertThat(part(Map.of("fusion", "parallel", "mixture", "held-out")).objectionAmong(new Defense(List.of())))
                .isEmpty();
    }

    private void read(FeatureBatch now) {
        batch = now;
        bags = new PlainBags(batch, List.of(), 0);
        LearnedParameters gate =
                LearnedParameters.in(state, part(Map.of()).gate(batch).gate().initials(), batch.seeds());
        var plainGate = new PlainGate(gate, 1, "equal", 1);
        var noise = batch.seeds().stream("slots.noise", 0);
        bags.byClass.forEach((label, bag) -> {
            attention.put(label, plainGate.of(bag, label).attention()[0]);
            responsibilities.put(label, slots().responsibilities(bag, label, noise));
        });
    }

    private void letTheGateIntoTheCompetition() {
        var noise = batch.seeds().stream("slots.noise", 0);
        bags.byClass.forEach((label, bag) -> {
            double[] emphasis = java.util.Arrays.stream(attention.get(label))
                    .map(a -> a * bag.size())
                    .toArray();
            responsibilities.put(label, slots().responsibilities(bag, label, noise, emphasis));
        });
    }

    private PlainSlots slots() {
        return new PlainSlots(part(Map.of()).slots(batch).parameters(batch.seeds(), state), SLOTS);
    }

    private double penalty(String rule) {
        double sum = 0;
        for (Map.Entry<Integer, List<double[]>> entry : bags.byClass.entrySet()) {
            List<double[]> bag = entry.getValue();
            double gated = java.util.Arrays.stream(PlainGate.variances(bag, attention.get(entry.getKey())))
                    .average()
                    .orElseThrow();
            sum += term(rule, bag, gated, responsibilities.get(entry.getKey())) / bags.byClass.size();
        }
        return sum;
    }

    private static double term(String rule, List<double[]> bag, double gated, double[][] held) {
        double kappa = Math.tanh((0.6 - 0.25) / 0.5);
        double reference = Math.log(0.125 * Batches.NOISE * Batches.NOISE + 0.01);
        double term = rule.equals("parallel") ? 0.5 * Batches.excess(gated) : 0;
        double mean = 0;
        for (int k = 0; k < SLOTS; k++) {
            double mass = PlainSlots.mass(held, k);
            double share = mass / bag.size();
            double variance = PlainSlots.variance(bag, held, k);
            double squares = 0;
            for (double[] row : held) {
                squares += row[k] * row[k];
            }
            double count = mass * mass / squares;
            double logarithm = Math.log(gated + 0.01) + kappa * (Math.log(variance + 0.01) - Math.log(gated + 0.01));
            mean += share * variance;
            term += switch (rule) {
                case "shortcut" -> share * Math.max(0, logarithm - reference);
                case "parallel" -> mass < 1 ? 0 : 0.5 * share * Batches.excess(variance);
                case "shared-gate" -> mass < 1 ? 0 : share * Batches.excess(variance);
                case "shrinkage" -> share * Batches.excess((count * variance + 8 * gated) / (count + 8));
                case "slots" -> share * Batches.excess(variance);
                default -> 0;
            };
        }
        return rule.equals("maximum") ? Batches.excess(Math.max(gated, mean)) : term;
    }

    private double penaltyOfAllSlots() {
        return penalty("slots");
    }

    private double derivative(double[] sample, int d, String rule) {
        double kept = sample[d];
        sample[d] = kept + 1e-5;
        double above = penalty(rule);
        sample[d] = kept - 1e-5;
        double below = penalty(rule);
        sample[d] = kept;
        return (above - below) / 2e-5;
    }

    private static FeatureBatch epoch(int epoch) {
        FeatureBatch some = Batches.batch(1);
        return FeatureBatch.ofVectors(
                some.clean(),
                some.labels(),
                some.classes(),
                new StepContext(epoch, 240, 0, 1000, 0.01, Batches.NOISE, some.seeds()));
    }

    private static Fusion part(Map<String, Object> settings) {
        var complete = new TreeMap<String, Object>(settings);
        complete.putIfAbsent("memory", 0);
        complete.putIfAbsent("slots", SLOTS);
        return new Fusion(Fusion.INFO.schema().read("", complete));
    }
}
