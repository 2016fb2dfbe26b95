package lab.obscura.engine.attack.decoder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.HeSteps;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.Slug;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.network.decoder.InverseNetworks;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

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
            Setting.integer("epochs", 1, 1000).defaultsTo(50).describedAs("Passes over the attacker's images");

    static final Setting<Integer> BATCH_SIZE =
            Setting.integer("batchSize", 2, 4096).defaultsTo(32).describedAs("Images per step");

    static final Setting<Double> LEARNING_RATE = Setting.decimal("learningRate", 1e-8, 1)
            .defaultsTo(1e-3)
            .describedAs("Step size of Adam with AMSGrad; halved after every ten epochs");

    static final Setting<String> KNOWLEDGE = Setting.choice("knowledge", List.of("train", "infer"))
            .defaultsTo("train")
            .describedAs(
                    "train: owns the training images, attacks all test images; infer: owns the first nine tenths of the test images, attacks the last tenth");

    /** Line of the catalogue. */
    public static final Info INFO = Info.of("inverse-network", "Inverse network")
            .describedAs(
                    "Learns a small network of transposed convolutions from its own images and the encoder's answers")
            .from("He et al., ACSAC 2019")
            .with(EPOCHS, BATCH_SIZE, LEARNING_RATE, KNOWLEDGE);

    private static final Map<Setting<?>, String> LETTERS = new LinkedHashMap<>();

    static {
        LETTERS.put(EPOCHS, "e");
        LETTERS.put(BATCH_SIZE, "b");
        LETTERS.put(LEARNING_RATE, "lr");
    }

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
    public String slug() {
        return Slug.of(INFO.id() + "-" + settings.get(KNOWLEDGE), settings, LETTERS);
    }

    @Override
    public SettingsReader values() {
        return settings;
    }

    @Override
    public Knowledge knowledge() {
        return Knowledge.of(settings.get(KNOWLEDGE));
    }

    @Override
    public void check(ImageShape feature, ImageShape image) {
        InverseNetworks.of(feature, image);
    }

    @Override
    public double multiplyAdds(SplitSpec split, int ownImages, int targets) {
        ImageShape feature = split.feature();
        double once = InverseNetworks.of(feature, split.input()).multiplyAdds(feature);
        return 3 * once * ownImages * settings.get(EPOCHS);
    }

    @Override
    public List<NetworkLoad> loads(SplitSpec split, int targets) {
        ImageShape feature = split.feature();
        return List.of(new NetworkLoad(InverseNetworks.of(feature, split.input()), feature, settings.get(BATCH_SIZE)));
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        LabeledImages auxiliary = view.auxiliary();
        var plan = new DecoderTraining.Plan(
                slug(),
                settings.get(EPOCHS),
                settings.get(BATCH_SIZE),
                epoch -> HeSteps.at(epoch, settings.get(LEARNING_RATE)),
                PixelScale.of(Normalization.measuredOn(auxiliary), true),
                false);
        return new DecoderTraining(plan, view, auxiliary, view.feature(), view.queryResponses()::sent)
                .run(
                        InverseNetworks.of(view.feature(), view.image()),
                        view.targets().values(),
                        context);
    }
}
