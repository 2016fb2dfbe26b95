package lab.obscura.engine.attack.decoder;

import java.util.List;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.HeSteps;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.network.decoder.InverseNetworks;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.Variant;

/**
 * The black-box attack of He et al.: a small inverse network of transposed convolutions learns from pairs of own images and the
 * encoder's answers.
 *
 * <p>The first of its kind, kept to compare with the paper: weaker than the residual decoders wherever there are enough images.
 *
 * <p>{@code min_D E |D(f(x)) − norm(x)|²}; {@code docs/methods/attacks.md#inverse-network}.
 */
public final class InverseNetworkAttack implements Attack {

    static final Setting<Integer> EPOCHS =
            LearningSettings.EPOCHS.defaultsTo(50).describedAs("Passes over the attacker's images");

    static final Setting<Integer> BATCH_SIZE = LearningSettings.BATCH_SIZE.defaultsTo(32);

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE
            .defaultsTo(1e-3)
            .describedAs("Step size of Adam with AMSGrad; halved after every ten epochs");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("inverse-network", "Inverse network")
            .describedAs(
                    "Learns a small network of transposed convolutions from its own images and the encoder's answers")
            .from("He et al., ACSAC 2019")
            .with(EPOCHS, BATCH_SIZE, LEARNING_RATE, Knowledge.SETTING);

    private final SettingsReader settings;

    public InverseNetworkAttack(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return ThreatModel.BLACK_BOX;
    }

    @Override
    public SettingsReader settings() {
        return settings;
    }

    @Override
    public List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        ImageShape feature = split.feature();
        var load = new NetworkLoad(InverseNetworks.of(feature, split.input()), feature, settings.get(BATCH_SIZE));
        return List.of(NetworkUse.learning(load, (double) images.own() * settings.get(EPOCHS)));
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        LabeledImages auxiliary = view.auxiliary();
        var plan = new DecoderTraining.Plan(
                slug(),
                AttackTrainingLoop.Plan.fixed(
                        settings.get(EPOCHS),
                        settings.get(BATCH_SIZE),
                        (epoch, halvings) -> HeSteps.at(epoch, settings.get(LEARNING_RATE))),
                PixelScale.of(Normalization.measuredOn(auxiliary)).with(PixelScale.Range.CLAMPED),
                Variant.CORRECTED);
        return new DecoderTraining(plan, view, auxiliary, view.feature(), view.queryResponses()::sent)
                .run(
                        InverseNetworks.of(view.feature(), view.image()),
                        view.targets().values(),
                        context);
    }
}
