package lab.obscura.engine.defense.cem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.attention.Slots;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;
import lab.obscura.engine.defense.cem.bank.MemoryBank;
import lab.obscura.engine.defense.cem.moments.PenaltySum;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.Variant;

/**
 * CEM with a learned mixture: slots compete for the samples of each class, and the variance around each slot is what is penalized.
 *
 * <p>Exploratory: with few samples per slot the mean sits on the samples, the variance looks small and the penalty fades; the
 * diagnostics show it. The slots live in training only.
 *
 * <p>{@code L_C = 1/|C| · sum_c sum_k π_ck · relu(log(v_ck + γ) − log(τσ² + γ))}; {@code
 * docs/methods/learned-surrogates.md#slot-penalty}. The responsibilities are constants in
 * it, as the attention of {@link GatedAttention} is.
 */
public final class SlotAttention implements Penalty {

    static final Setting<Integer> SLOTS =
            Setting.integer("slots", 1, 64).defaultsTo(5).describedAs("K: components per class");

    static final Setting<Integer> ITERATIONS = Setting.integer("iterations", 1, 10)
            .defaultsTo(3)
            .describedAs("Rounds in which the slots compete for the samples");

    static final Setting<SlotAxis> AXIS = Setting.choice("axis", SlotAxis.class)
            .defaultsTo(SlotAxis.SAMPLES)
            .describedAs(
                    "What the slots compete for: the samples of a class; or the positions of each feature map, whose weighted means are then compared within the class");

    /** Whether the slots specialize: the controls without which nobody can say what their learning is worth. */
    enum Mode {
        LEARNED,
        FROZEN,
        UNIFORM
    }

    static final Setting<Mode> MODE = Setting.choice("mode", Mode.class)
            .defaultsTo(Mode.LEARNED)
            .addedLater()
            .describedAs(
                    "learned; controls without specialization: frozen leaves the slots as they were drawn, uniform lets every slot hold every sample alike");

    static final Setting<Boolean> CLASS_EMBEDDING = Setting.flag("classEmbedding")
            .defaultsTo(true)
            .describedAs("Whether each class moves the first slots by a learned vector");

    static final Setting<Boolean> TRUNCATED = Setting.flag("truncatedGradient")
            .defaultsTo(false)
            .describedAs("Whether the slots learn through the last round only");

    static final Setting<Boolean> COMPARED = Setting.flag("compareWithClusters")
            .defaultsTo(true)
            .describedAs(
                    "After each epoch, the correlation of the slots' variances with those of CEM's clusters; costs an encoder pass and a k-means");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("slot-attention", "Slot-attention CEM")
            .describedAs(
                    "Pulls the features of each class towards slots that compete for them and are learned beside the encoder")
            .from("Project proposal, method 2; Locatello et al., NeurIPS 2020; Alayrac et al., NeurIPS 2022")
            .with(
                    WeightSchedule.WEIGHT,
                    SLOTS,
                    ITERATIONS,
                    AXIS,
                    MODE,
                    CLASS_EMBEDDING,
                    TRUNCATED,
                    COMPARED,
                    SurrogateFrame.THRESHOLD,
                    SurrogateFrame.MEMORY,
                    WeightSchedule.SCHEDULE,
                    WeightSchedule.STRENGTH)
            .revised(2);

    /** So many samples of a class are enough to compare variances. */
    private static final int SAMPLES_TO_COMPARE = 256;

    private final SurrogateFrame frame;
    private final int slots;
    private final int iterations;
    private final SlotAxis axis;
    private final Mode mode;
    private final boolean classEmbedding;
    private final boolean truncated;
    private final boolean compared;

    public SlotAttention(SettingsReader settings) {
        this.frame = SurrogateFrame.of(settings);
        this.slots = settings.get(SLOTS);
        this.iterations = settings.get(ITERATIONS);
        this.axis = settings.get(AXIS);
        this.mode = settings.get(MODE);
        this.classEmbedding = settings.get(CLASS_EMBEDDING);
        this.truncated = settings.get(TRUNCATED);
        this.compared = settings.get(COMPARED);
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
        return mode == Mode.UNIFORM ? List.of() : SlotDiagnostics.warnings(slots, state);
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
        return step.site().within(() -> penalty(step).weighted(frame.ofGradient(batch)));
    }

    private SurrogateStep step(FeatureBatch batch, PartState state) {
        return frame.step(this, SurrogateStep.Plan.of(learning(batch), mode), axis, batch, state);
    }

    /** Starved slots are left out. */
    private PenaltySum penalty(SurrogateStep step) {
        PenaltySum sum = frame.sum(step);
        int classes = step.measured().slots().size();
        for (int b = 0; b < classes; b++) {
            double factor = frame.ofBag(step.measured().bags().get(b)) / classes;
            for (SlotComponent slot : step.measured().slots().get(b)) {
                if (!slot.isStarved()) {
                    sum.addIsotropic(slot.moments(), factor * slot.share());
                }
            }
        }
        return sum;
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
        return frame.report(step, state, () -> learning(batch).learn(step, mode, state));
    }

    @Override
    public boolean looksAtEpochs() {
        return compared && mode != Mode.UNIFORM && axis == SlotAxis.SAMPLES && !frame.isOff();
    }

    @Override
    public Map<String, Double> afterEpoch(EpochFeatures features, PartState state) {
        ClassMixtures mixtures = ClassMixtures.refreshed(state, features, slots, Variant.CORRECTED);
        mixtures.storeIn(state);
        Bags bags = Bags.of(features, SAMPLES_TO_COMPARE);
        var components = learning(features.size(), features.classes()).components(bags, features.seeds(), state);
        var correlation = SlotDiagnostics.correlation(bags.bags(), components, mixtures);
        return correlation.isEmpty() ? Map.of() : Map.of("correlationWithClusters", correlation.getAsDouble());
    }

    SlotLearning learning(FeatureBatch batch) {
        return learning(axis.tokenSize(batch), batch.classes());
    }

    SlotLearning learning(int size, int classes) {
        return new SlotLearning(new Slots(size, classes, slots, iterations, classEmbedding, truncated));
    }
}
