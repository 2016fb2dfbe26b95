package lab.obscura.engine.defense.training;

import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Trains towards softened labels, or with a negative amount towards labels that are sharper than certain.
 *
 * <p>Negative smoothing makes the classifier's outputs tell less about the single image; it hardly touches the feature, so against
 * reconstruction from features it does little. Positive smoothing is said to help attackers of classifiers, and is here to compare.
 *
 * <p>Targets {@code (1 − a) · onehot + a/C}, or as in SiftFunnel {@code 1 − a} for the class and {@code a/(C − 1)} for each other one,
 * where the divergence KL(q ‖ p) has the same gradient as the cross entropy. A negative amount comes in gradually, after a training with plain labels (our choice:
 * from half to three quarters of the epochs), and log p is held above −20. Struppek et al., 2023; {@code
 * docs/methods/penalties.md#label-smoothing}.
 */
public final class LabelSmoothing implements TrainingRule {

    static final Setting<Double> AMOUNT = Setting.decimal("amount", -0.9, 0.9)
            .defaultsTo(-0.05)
            .describedAs("a: share of every label that is spread over all classes; negative amounts sharpen");

    static final Setting<Double> STARTS_AT = Setting.decimal("startsAt", 0, 1)
            .defaultsTo(0.5)
            .describedAs("Share of the epochs after which a negative amount begins");

    static final Setting<Double> FULL_AT = Setting.decimal("fullAt", 0, 1)
            .defaultsTo(0.75)
            .describedAs("Share of the epochs after which a negative amount is reached");

    /** Which classes get a share. */
    enum Spread {
        ALL,
        OTHERS
    }

    static final Setting<Spread> SPREAD = Setting.choice("spread", Spread.class)
            .defaultsTo(Spread.ALL)
            .describedAs(
                    "all: every class gets a/C, the right one too; others: the others get a/(C − 1), as in SiftFunnel")
            .addedLater();

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0.001, 1000)
            .defaultsTo(1.0)
            .describedAs("Factor on the task's loss, beside which penalties stand; SiftFunnel has 3.5")
            .addedLater();

    /** Line of the catalog. */
    public static final Info INFO = Info.of("label-smoothing", "Label smoothing, positive or negative")
            .describedAs("Trains towards labels that are softer, or sharper, than certain")
            .from("Struppek et al., 2023; Szegedy et al., CVPR 2016; Liu et al., SiftFunnel, 2025")
            .with(AMOUNT, STARTS_AT, FULL_AT, SPREAD, WEIGHT);

    private final double amount;
    private final double startsAt;
    private final double fullAt;
    private final Spread spread;
    private final double weight;

    public LabelSmoothing(SettingsReader settings) {
        this.amount = settings.get(AMOUNT);
        this.startsAt = settings.get(STARTS_AT);
        this.fullAt = settings.get(FULL_AT);
        this.spread = settings.get(SPREAD);
        this.weight = settings.get(WEIGHT);
    }

    @Override
    public Info info() {
        return INFO;
    }

    /** It changes what the whole network learns. */
    @Override
    public boolean dependsOnTheCut() {
        return false;
    }

    /** {@code a/(C − 1)} for each other class is {@code a'/C} for all with {@code a' = a · C/(C − 1)}. */
    @Override
    public double labelSmoothing(int epoch, int epochs, int classes) {
        double now = amount(epoch, epochs);
        return spread == Spread.ALL || classes == 1 ? now : now * classes / (classes - 1);
    }

    @Override
    public double taskWeight() {
        return weight;
    }

    private double amount(int epoch, int epochs) {
        if (amount >= 0) {
            return amount;
        }
        double done = (double) epoch / epochs;
        if (done <= startsAt) {
            return 0;
        }
        return done >= fullAt ? amount : amount * (done - startsAt) / (fullAt - startsAt);
    }
}
