package lab.obscura.engine.defense.cem;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.MemoryBank;
import lab.obscura.engine.network.spec.SplitSpec;
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

    static final Setting<SlotAttention.Mode> SLOT_MODE = Setting.choice("slotMode", SlotAttention.Mode.class)
            .defaultsTo(SlotAttention.Mode.LEARNED)
            .addedLater()
            .describedAs(
                    "learned; controls without specialization: frozen leaves the slots as they were drawn, uniform lets every slot hold every sample alike");

    /** Where κ of shortcut and ρ of parallel come from. */
    enum Mixture {
        SCHEDULED,
        HELD_OUT
    }

    static final Setting<Mixture> MIXTURE = Setting.choice("mixture", Mixture.class)
            .defaultsTo(Mixture.SCHEDULED)
            .addedLater()
            .describedAs(
                    "How the slots' share of shortcut and parallel grows. scheduled: with the epochs; held-out: as a surrogate attacker's error on images that it never learns from says");

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
                    SLOT_MODE,
                    MIXTURE,
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
    private final SlotAttention.Mode slotMode;
    private final Mixture mixture;

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
        this.slotMode = settings.get(SLOT_MODE);
        this.mixture = settings.get(MIXTURE);
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
        return slotMode == SlotAttention.Mode.UNIFORM ? List.of() : SlotDiagnostics.warnings(slots, state);
    }

    @Override
    public Optional<String> objectionAmong(Defense whole) {
        boolean mixes = rule == FusionRule.SHORTCUT || rule == FusionRule.PARALLEL;
        return mixture == Mixture.SCHEDULED || mixes
                ? Optional.empty()
                : Optional.of(
                        "\"fusion\": \"shortcut\" or \"parallel\" beside \"mixture\": \"held-out\", since only these mix");
    }

    @Override
    public Optional<String> objection(SplitSpec network) {
        if (mixture == Mixture.SCHEDULED) {
            return Optional.empty();
        }
        try {
            HeldOutMixture.layers(network.feature(), network.input());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("the surrogate that decides on the mixture cannot rebuild " + network.input() + " from "
                    + network.feature() + ": " + e.getMessage());
        }
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
        return of(read(frame.bank(batch, state).bags(batch), batch, state), batch, mixture(batch, state));
    }

    /** What gate and slots make of a batch: constants in the penalty. */
    private record Read(Bags bags, List<Gate.Attention> attention, List<List<SlotComponent>> components) {}

    private Read read(Bags bags, FeatureBatch batch, PartState state) {
        List<Gate.Attention> attention = gate(batch).attention(bags, batch, state);
        List<double[]> emphasis = emphasis(attention);
        var components = slotMode == SlotAttention.Mode.UNIFORM
                ? SlotComponent.alike(bags, slots, emphasis)
                : slots(batch).components(bags, emphasis, batch, state);
        return new Read(bags, attention, components);
    }

    private double mixture(FeatureBatch batch, PartState state) {
        return mixture == Mixture.HELD_OUT ? HeldOutMixture.in(state) : rule.mixture(batch);
    }

    private PenaltyValue of(Read read, FeatureBatch batch, double mixed) {
        Bags bags = read.bags();
        List<Gate.Attention> attention = read.attention();
        var components = read.components();
        var sum = new PenaltySum(batch, frame.threshold());
        for (int b = 0; b < attention.size(); b++) {
            double[] weights = attention.get(b).weightsOf(0);
            FeatureMoments gated = FeatureMoments.unbiased(bags, bags.bags().get(b), weights);
            double factor = frame.ofBag(bags.bags().get(b)) / attention.size();
            rule.add(new FusionRule.Pair(gated, components.get(b), mixed, prior, factor), sum);
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
        Read read = read(bags, batch, state);
        List<double[]> emphasis = emphasis(read.attention());
        var learned = new LinkedHashMap<String, Double>();
        if (mixture == Mixture.HELD_OUT
                && frame.acts(batch)
                && !read.attention().isEmpty()) {
            learned.putAll(HeldOutMixture.learn(
                    batch, state, mixed -> of(read, batch, mixed).gradient()));
        }
        gate(batch).learn(bags, batch, state).forEach((name, value) -> learned.put("gate." + name, value));
        ofSlots(read, emphasis, batch, state).forEach((name, value) -> learned.put("slots." + name, value));
        learned.put("mixture", mixture(batch, state));
        bank.with(batch).storeIn(state);
        return frame.report(batch, learned);
    }

    private Map<String, Double> ofSlots(Read read, List<double[]> emphasis, FeatureBatch batch, PartState state) {
        if (slotMode == SlotAttention.Mode.LEARNED) {
            return slots(batch).learn(read.bags(), emphasis, batch, state);
        }
        return read.components().isEmpty()
                ? Map.of()
                : SlotDiagnostics.of(read.bags(), read.components(), batch, state);
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
