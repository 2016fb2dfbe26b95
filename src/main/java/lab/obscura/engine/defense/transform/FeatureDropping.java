package lab.obscura.engine.defense.transform;

import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Sends zero in place of a random share of the feature's values, others at each query.
 *
 * <p>Cheap. A decoder that knows of it fills the gaps from their neighbors, so large shares are needed, and they cost accuracy.
 *
 * <p>{@code z = f(x) ⊙ m, m ~ Bernoulli(1 − r)}, without the factor 1/(1 − r) of dropout. He et al., IoT-J 2020; {@code
 * docs/methods/noise-and-privacy.md#feature-dropping}.
 */
public final class FeatureDropping implements FeatureTransform {

    static final Setting<Double> RATE = Setting.decimal("rate", 0, 1)
            .defaultsTo(0.2)
            .describedAs(
                    "r: share of the values that are dropped; ResSFL compares with 0.15 to 0.25, SiftFunnel with 0.8");

    private static final Setting<Boolean> IN_TRAINING = ActingTimes.IN_TRAINING.defaultsTo(true);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("feature-dropping", "Feature dropping")
            .describedAs("Replaces a random share of the sent values by zero")
            .from("He et al., IEEE Internet of Things Journal 2020")
            .with(RATE, IN_TRAINING, ActingTimes.IN_ATTACKERS_TRAINING);

    private final double rate;
    private final ActingTimes times;

    public FeatureDropping(SettingsReader settings) {
        this.rate = settings.get(RATE);
        this.times = ActingTimes.of(settings);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean actsIn(Moment moment) {
        return times.include(moment);
    }

    @Override
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        boolean[] kept = new boolean[features.count() * features.shape().size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = random.nextDouble() >= rate;
        }
        return Mask.apply(kept, features);
    }
}
