package lab.obscura.engine.defense.adversary;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Adversarial representation learning: a surrogate attacker learns to rebuild the images while the network learns to make that hard.
 *
 * <p>The strongest of the base defenses against the decoder that it trains against, and among the dearest: a step of the surrogate
 * costs about as much as one of a decoder attack. A stronger or differently made attacker may still get through.
 *
 * <p>{@code L + s · max(0, SSIM(D(f(x)), x) − t)}, D frozen in EVAL mode for this term; or {@code max(0, t − MSE)}.
 * {@code docs/methods/adversaries.md#adversarial-reconstruction}. Papers: Li et al. (DeepObfuscator), 2019; Li et al. (ResSFL), CVPR 2022.
 */
public final class AdversarialReconstruction implements Adversary {

    /** Line of the catalog. */
    public static final Info INFO = Info.of("adversarial-reconstruction", "Adversarial learning (ARL, DeepObfuscator)")
            .describedAs("Trains a surrogate attacker beside the network, which learns to make rebuilding hard for it")
            .from("Li et al. (DeepObfuscator), 2019; Li et al. (ResSFL), CVPR 2022")
            .with(
                    Hinge.WEIGHT,
                    Hinge.THRESHOLD,
                    SurrogateTraining.LOSS,
                    SurrogateTraining.DECODER,
                    SurrogateTraining.STEPS,
                    SurrogateTraining.INTERVAL,
                    SurrogateTraining.PRETRAINING_EPOCHS,
                    SurrogateTraining.PRETRAINING_IMAGES);

    private final Hinge hinge;
    private final SurrogateTraining training;

    public AdversarialReconstruction(SettingsReader settings) {
        this.hinge = Hinge.of(settings);
        this.training = SurrogateTraining.of(settings);
    }

    @Override
    public Info info() {
        return INFO;
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
        return hinge.at(batch, state, training);
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
