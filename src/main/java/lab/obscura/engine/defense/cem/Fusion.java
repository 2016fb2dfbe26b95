package lab.obscura.engine.defense.cem;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.MemoryBank;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * {@link GatedAttention} and {@link SlotAttention} as one penalty: the gate's steady variance of a class steadies those of its slots.
 *
 * <p>Helps where slots alone have too few samples; costs both. Five ways to fuse, {@link FusionRule}; {@code
 * docs/methods/learned-surrogates.md#fusions}.
 */
public final class Fusion implements Penalty {

    static final Setting<FusionRule> RULE = Setting.choice("fusion", FusionRule.class)
            .defaultsTo(FusionRule.SHRINKAGE)
            .describedAs("How the variances of gate and slots become one");

    static final Setting<Double> PRIOR = Setting.decimal("prior", 0, 10000)
            .defaultsTo(8.0)
            .describedAs("ν of shrinkage: for how many samples the gated variance counts");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("fused-attention", "Gate and slots, fused")
            .describedAs("Pulls the features of each class together by a variance made of the gate's and the slots'")
            .from("Project proposal, fusion of its methods 1 and 2")
            .with(
                    WeightSchedule.WEIGHT,
                    RULE,
                    PRIOR,
                    GatedAttention.MODE,
                    GatedAttention.TEMPERATURE,
                    SlotAttention.SLOTS,
                    SlotAttention.ITERATIONS,
                    SlotAttention.CLASS_EMBEDDING,
                    SlotAttention.TRUNCATED,
                    SurrogateFrame.THRESHOLD,
                    SurrogateFrame.MEMORY,
                    WeightSchedule.SCHEDULE,
                    WeightSchedule.STRENGTH)
            .revised(2);

    private final SurrogateFrame frame;
    private final FusionRule rule;
    private final double prior;
    private final Gate.Mode mode;
    private final double temperature;
    private final int slots;
    private final int iterations;
    private final boolean classEmbedding;
    private final boolean truncated;

    public Fusion(SettingsReader settings) {
        this.frame = SurrogateFrame.of(settings);
        this.rule = settings.get(RULE);
        this.prior = settings.get(PRIOR);
        this.mode = settings.get(GatedAttention.MODE);
        this.temperature = settings.get(GatedAttention.TEMPERATURE);
        this.slots = settings.get(SlotAttention.SLOTS);
        this.iterations = settings.get(SlotAttention.ITERATIONS);
        this.classEmbedding = settings.get(SlotAttention.CLASS_EMBEDDING);
        this.truncated = settings.get(SlotAttention.TRUNCATED);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean holdsWeightsConstant() {
        return true;
    }

    @Override
    public Optional<String> doubt(int imagesPerClass, int epochs) {
        return frame.doubt(INFO.id(), epochs);
    }

    @Override
    public List<String> warnings(PartState state) {
        return SlotDiagnostics.warnings(slots, state);
    }

    @Override
    public void afterEdgeChange(PartState state) {
        MemoryBank.empty(state);
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        if (!frame.acts(batch)) {
            return PenaltyValue.none();
        }
        Bags bags = frame.bank(batch, state).bags(batch);
        List<Gate.Attention> attention = gate(batch).attention(bags, batch, state);
        var components = slots(batch).components(bags, emphasis(attention), batch, state);
        var sum = new PenaltySum(batch, frame.threshold());
        for (int b = 0; b < attention.size(); b++) {
            double[] weights = attention.get(b).weightsOf(0);
            FeatureMoments gated = FeatureMoments.unbiased(bags, bags.bags().get(b), weights);
            double factor = frame.ofBag(bags.bags().get(b)) / attention.size();
            rule.add(new FusionRule.Pair(gated, components.get(b), rule.mixture(batch), prior, factor), sum);
        }
        return sum.weighted(frame.ofGradient(batch));
    }

    @Override
    public Map<String, Double> learn(FeatureBatch batch, PartState state) {
        if (frame.isOff()) {
            return Map.of();
        }
        MemoryBank bank = frame.bank(batch, state);
        Bags bags = bank.bags(batch);
        List<double[]> emphasis = emphasis(gate(batch).attention(bags, batch, state));
        var learned = new LinkedHashMap<String, Double>();
        gate(batch).learn(bags, batch, state).forEach((name, value) -> learned.put("gate." + name, value));
        slots(batch).learn(bags, emphasis, batch, state).forEach((name, value) -> learned.put("slots." + name, value));
        learned.put("mixture", rule.mixture(batch));
        bank.with(batch).storeIn(state);
        return frame.report(batch, learned);
    }

    /** How much each sample counts in the competition of the slots: attention times n, 1 on average. */
    private List<double[]> emphasis(List<Gate.Attention> attention) {
        if (rule != FusionRule.SHARED_GATE) {
            return List.of();
        }
        return attention.stream()
                .map(ofBag -> ofBag.weightsOf(0))
                .map(weights ->
                        Arrays.stream(weights).map(a -> a * weights.length).toArray())
                .toList();
    }

    GateLearning gate(FeatureBatch batch) {
        return new GateLearning(new Gate(
                batch.size(), batch.classes(), 1, mode, Gate.HeadWeights.RESPONSIBILITIES, false, temperature));
    }

    SlotLearning slots(FeatureBatch batch) {
        var attention = new Slots(batch.size(), batch.classes(), slots, iterations, classEmbedding, truncated);
        return new SlotLearning(attention, SlotAxis.SAMPLES);
    }
}
