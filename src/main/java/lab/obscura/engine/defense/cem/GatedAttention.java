package lab.obscura.engine.defense.cem;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.attention.Gate;
import lab.obscura.engine.defense.cem.bank.MemoryBank;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.defense.cem.moments.PenaltySum;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * CEM without clusters: an attention that is learned beside the encoder weighs the samples of each class, and their weighted
 * variance is what is penalized.
 *
 * <p>Helps where CEM helps, on top of noise, and needs neither k-means nor a look at all images after each epoch. The gate lives in
 * training only. Too large a weight costs accuracy.
 *
 * <p>{@code L_C = 1/|C| · sum_c sum_k π_ck · relu(log(v_ck + γ) − log(τσ² + γ))}, v the weighted variance;
 * {@code docs/methods/learned-surrogates.md#gated-penalty}. The attention is a constant in it: or all of it would go to one sample,
 * whose variance is nothing.
 */
public final class GatedAttention implements Penalty {

    static final Setting<Integer> HEADS = Setting.integer("heads", 1, 64)
            .defaultsTo(1)
            .describedAs("K: attentions per class; 5 mirrors the components of CEM");

    static final Setting<Gate.Mode> MODE = Setting.choice("mode", Gate.Mode.class)
            .defaultsTo(Gate.Mode.AUXILIARY)
            .describedAs(
                    "auxiliary: attends to what tells the class; adversarial: to what gives the largest variance; frozen: stays as drawn; uniform: no attention");

    static final Setting<Gate.HeadWeights> HEAD_WEIGHTS = Setting.choice("headWeights", Gate.HeadWeights.class)
            .defaultsTo(Gate.HeadWeights.RESPONSIBILITIES)
            .describedAs(
                    "With several heads: samples are shared out, or heads are independent and count the same or by energy");

    static final Setting<Boolean> PER_CLASS = Setting.flag("energiesPerClass")
            .defaultsTo(false)
            .describedAs("Whether each class has a last layer of its own");

    /** What is made small of the variances of a class. */
    enum Covariance {
        ISOTROPIC,
        DIAGONAL
    }

    static final Setting<Covariance> COVARIANCE = Setting.choice("covariance", Covariance.class)
            .defaultsTo(Covariance.ISOTROPIC)
            .describedAs("Logarithm of the mean variance, as CEM does, or mean of the logarithms");

    static final Setting<Double> TEMPERATURE =
            Setting.decimal("temperature", 0.01, 100).defaultsTo(1.0).describedAs("Above 1 attention is flatter");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("gated-attention", "Gated-attention CEM")
            .describedAs(
                    "Pulls the features of each class together, weighed by an attention that is learned beside the encoder")
            .from("Project proposal, method 1; gates after Ilse, Tomczak and Welling, ICML 2018")
            .with(
                    WeightSchedule.WEIGHT,
                    HEADS,
                    MODE,
                    HEAD_WEIGHTS,
                    PER_CLASS,
                    COVARIANCE,
                    TEMPERATURE,
                    SurrogateFrame.THRESHOLD,
                    SurrogateFrame.MEMORY,
                    WeightSchedule.SCHEDULE,
                    WeightSchedule.STRENGTH)
            .revised(2);

    private final SurrogateFrame frame;
    private final int heads;
    private final Gate.Mode mode;
    private final Gate.HeadWeights headWeights;
    private final boolean perClass;
    private final boolean isotropic;
    private final double temperature;

    public GatedAttention(SettingsReader settings) {
        this.frame = SurrogateFrame.of(settings);
        this.heads = settings.get(HEADS);
        this.mode = settings.get(MODE);
        this.headWeights = settings.get(HEAD_WEIGHTS);
        this.perClass = settings.get(PER_CLASS);
        this.isotropic = settings.get(COVARIANCE) == Covariance.ISOTROPIC;
        this.temperature = settings.get(TEMPERATURE);
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
        var plan = SurrogateStep.Plan.of(learning(batch), isotropic ? Detail.MEAN : Detail.EACH);
        return frame.step(this, plan, SlotAxis.SAMPLES, batch, state);
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
        return frame.report(step, state, () -> learning(batch).learn(step));
    }

    /** The penalty with the attention of this step. */
    private PenaltySum penalty(SurrogateStep step) {
        Measured measured = step.measured();
        PenaltySum sum = frame.sum(step);
        for (int b = 0; b < measured.gated().size(); b++) {
            Measured.Gated gated = measured.gated().get(b);
            for (int head = 0; head < heads; head++) {
                double factor = frame.ofBag(measured.bags().get(b))
                        * gated.shares()[head]
                        / measured.gated().size();
                if (isotropic) {
                    sum.addIsotropic(gated.moments().get(head), factor);
                } else {
                    sum.addDiagonal(gated.moments().get(head), factor);
                }
            }
        }
        return sum;
    }

    private GateLearning learning(FeatureBatch batch) {
        return new GateLearning(gate(batch));
    }

    Gate gate(FeatureBatch batch) {
        return new Gate(batch.size(), batch.classes(), heads, mode, headWeights, perClass, temperature);
    }
}
