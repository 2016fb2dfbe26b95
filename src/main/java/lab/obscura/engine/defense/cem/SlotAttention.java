package lab.obscura.engine.defense.cem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;
import lab.obscura.engine.defense.cem.bank.MemoryBank;
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
        Bags bags = axis.bags(batch, frame.bank(batch, state));
        ClassSlots slotted = axis.classes(bags, components(bags, batch, state));
        int values = slotted.bags().inBatch() * slotted.bags().features().columns();
        var sum = new PenaltySum(batch, frame.threshold(), values);
        addTo(sum, slotted);
        return sum.weighted(frame.ofGradient(batch), slotted.back());
    }

    private List<List<SlotComponent>> components(Bags bags, FeatureBatch batch, PartState state) {
        return mode == Mode.UNIFORM
                ? SlotComponent.alike(bags, slots)
                : learning(batch).components(bags, List.of(), batch, state);
    }

    /** The penalty. Starved slots are left out. */
    private void addTo(PenaltySum sum, ClassSlots slotted) {
        int classes = slotted.components().size();
        for (int b = 0; b < classes; b++) {
            double factor = frame.ofBag(slotted.bags().bags().get(b)) / classes;
            for (SlotComponent slot : slotted.components().get(b)) {
                if (!slot.isStarved()) {
                    sum.addIsotropic(slot.moments(), factor * slot.share());
                }
            }
        }
    }

    @Override
    public Map<String, Double> learn(FeatureBatch batch, PartState state) {
        if (frame.isOff()) {
            return Map.of();
        }
        MemoryBank bank = frame.bank(batch, state);
        Bags bags = axis.bags(batch, bank);
        var learned = mode == Mode.LEARNED
                ? learning(batch).learn(bags, List.of(), batch, state)
                : watched(axis.classes(bags, components(bags, batch, state)), batch, state);
        axis.remember(bank, batch, state);
        return frame.report(batch, learned);
    }

    private static Map<String, Double> watched(ClassSlots classes, FeatureBatch batch, PartState state) {
        return classes.components().isEmpty()
                ? Map.of()
                : SlotDiagnostics.of(classes.bags(), classes.components(), batch, state);
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
        var correlation = SlotDiagnostics.correlation(bags, components, mixtures);
        return correlation.isEmpty() ? Map.of() : Map.of("correlationWithClusters", correlation.getAsDouble());
    }

    SlotLearning learning(FeatureBatch batch) {
        return learning(axis.tokenSize(batch), batch.classes());
    }

    SlotLearning learning(int size, int classes) {
        return new SlotLearning(new Slots(size, classes, slots, iterations, classEmbedding, truncated), axis);
    }
}
