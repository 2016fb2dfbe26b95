package lab.obscura.engine.defense.cem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.attention.Slots;
import lab.obscura.engine.defense.cem.bank.MemoryBank;
import lab.obscura.engine.defense.cem.moments.FeatureMoments;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.defense.cem.moments.PenaltySum;
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
        SurrogateStep step = step(batch, state);
        return step.site().within(() -> penalty(step, mixture(batch, state)));
    }

    private SurrogateStep step(FeatureBatch batch, PartState state) {
        var plan = new SurrogateStep.Plan(
                Optional.of(gate(batch)),
                Optional.of(slots(batch)),
                slotMode,
                rule == FusionRule.SHARED_GATE,
                Detail.MEAN);
        return frame.step(this, plan, SlotAxis.SAMPLES, batch, state);
    }

    private double mixture(FeatureBatch batch, PartState state) {
        return mixture == Mixture.HELD_OUT ? HeldOutMixture.in(state) : rule.mixture(batch);
    }

    private PenaltyValue penalty(SurrogateStep step, double mixed) {
        Measured measured = step.measured();
        PenaltySum sum = frame.sum(step);
        for (int b = 0; b < measured.gated().size(); b++) {
            FeatureMoments gated = measured.gated().get(b).moments().get(0);
            double factor =
                    frame.ofBag(measured.bags().get(b)) / measured.gated().size();
            rule.add(new FusionRule.Pair(gated, measured.slots().get(b), mixed, prior, factor), sum);
        }
        return sum.weighted(frame.ofGradient(step.batch()));
    }

    @Override
    public Map<String, Double> learn(FeatureBatch batch, PartState state) {
        return learnUnread(batch, state).get();
    }

    @Override
    public Supplier<Map<String, Double>> learnUnread(FeatureBatch batch, PartState state) {
        if (frame.isOff()) {
            return Map::of;
        }
        SurrogateStep step = step(batch, state);
        return frame.report(step, state, () -> learned(step, batch, state));
    }

    private Supplier<Map<String, Double>> learned(SurrogateStep step, FeatureBatch batch, PartState state) {
        Measured measured = step.measured(); // before gate and slots move
        var mixing = new LinkedHashMap<String, Double>();
        if (mixture == Mixture.HELD_OUT
                && frame.acts(batch)
                && !measured.gated().isEmpty()) {
            mixing.putAll(HeldOutMixture.learn(
                    batch, state, mixed -> penalty(step, mixed).gradientOnHost()));
        }
        Supplier<Map<String, Double>> ofGate = gate(batch).learn(step);
        Supplier<Map<String, Double>> ofSlots = slots(batch).learn(step, slotMode, state);
        double mixed = mixture(batch, state);
        return () -> {
            var learned = new LinkedHashMap<>(mixing);
            ofGate.get().forEach((name, value) -> learned.put("gate." + name, value));
            ofSlots.get().forEach((name, value) -> learned.put("slots." + name, value));
            learned.put("mixture", mixed);
            return learned;
        };
    }

    GateLearning gate(FeatureBatch batch) {
        return new GateLearning(new Gate(
                batch.size(), batch.classes(), 1, mode, Gate.HeadWeights.RESPONSIBILITIES, false, temperature));
    }

    SlotLearning slots(FeatureBatch batch) {
        var attention = new Slots(batch.size(), batch.classes(), slots, iterations, classEmbedding, truncated);
        return new SlotLearning(attention);
    }
}
