package lab.obscura.engine.defense.adversary;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.Variant;

/**
 * Adversarial feature noise: each feature takes one step in the direction in which a surrogate attacker rebuilds its image worse.
 *
 * <p>Small changes that hurt the one decoder they were made against; others, trained on the changed features, may learn them. The
 * device needs the surrogate whenever it sends, which makes the edge expensive.
 *
 * <p>{@code z = f(x) + s · sign(∂MSE(D(f(x)), x)/∂z)}. The public code ({@code reference-code}) steps the other way, towards better
 * reconstruction, except where an attacker's decoder learns from it. The gradient passes through unchanged. {@code
 * docs/methods/adversaries.md#adversarial-noise}.
 */
public final class AdversarialNoise implements FeatureTransform, Adversary {

    static final Setting<Double> STRENGTH = Setting.decimal("strength", 0, 10)
            .defaultsTo(0.05)
            .describedAs("s: step of every value; ResSFL compares with 0.05, 0.08 and 0.1");

    static final Setting<Variant> SIGN = Variant.setting("sign")
            .describedAs(
                    "corrected: towards worse reconstruction; reference-code: towards better, as in the public code, which looks like a wrong sign");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("adversarial-noise", "Adversarial feature noise")
            .describedAs("Moves every feature a small step to where a surrogate attacker rebuilds it worse")
            .from("Li et al. (ResSFL), CVPR 2022, public code")
            .with(
                    STRENGTH,
                    SIGN,
                    SurrogateTraining.LOSS,
                    SurrogateTraining.DECODER,
                    SurrogateTraining.STEPS,
                    SurrogateTraining.INTERVAL,
                    SurrogateTraining.PRETRAINING_EPOCHS,
                    SurrogateTraining.PRETRAINING_IMAGES);

    private final double strength;
    private final boolean towardsBetter;
    private final SurrogateTraining training;

    public AdversarialNoise(SettingsReader settings) {
        this.strength = settings.get(STRENGTH);
        this.towardsBetter = settings.get(SIGN) == Variant.REFERENCE_CODE;
        this.training = SurrogateTraining.of(settings);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        float[] images = features.images().get();
        Surrogate surrogate = training.surrogate(state, features.shape(), features.image());
        float[] directions = surrogate.directionsOfHarm(features.values(), images, training.likeness());
        double step = towardsBetter && moment != Moment.ATTACKERS_TRAINING ? -strength : strength;
        float[] sent = features.values().clone();
        for (int i = 0; i < sent.length; i++) {
            sent[i] += (float) (step * directions[i]);
        }
        return Sent.added(sent);
    }

    @Override
    public void prepare(TrainingAccess access, PartState state) {
        training.pretrain(access, state);
    }

    @Override
    public List<String> warnings(PartState state) {
        return training.weakness().stream().toList();
    }

    @Override
    public boolean attacksBefore(int epoch, int iteration) {
        return training.isDue(iteration);
    }

    @Override
    public Supplier<Map<String, Double>> attack(FeatureBatch batch, PartState state) {
        return training.attack(batch, batch.step().epoch(), batch.step().epochs(), state);
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        return PenaltyValue.none();
    }

    @Override
    public double multiplyAdds(ImageShape feature, ImageShape image, int images, int batchSize, int steps) {
        return training.multiplyAdds(feature, image, images, batchSize, steps);
    }

    @Override
    public List<NetworkLoad> loads(ImageShape feature, ImageShape image, int batchSize) {
        return List.of(training.load(feature, image, batchSize));
    }
}
