package lab.obscura.engine.attack.cloud;

import java.util.List;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.TailModel;
import lab.obscura.engine.attack.TargetSet;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.attack.inversion.FeatureInversion;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * The query-free attack of He et al.: whoever runs the cloud trains a shadow of the edge that fits its own half, then searches
 * images whose shadow feature is the received one.
 *
 * <p>Needs neither weights nor queries of the device, but labeled images. Works as far as the cloud's half pins down the edge:
 * well behind shallow cuts, badly when the shadow finds another code that the cloud reads as well.
 *
 * <p>{@code f' = argmin E CE(g(f'(x)), y)}, then {@code min_u mean (f'(u) − z)² + tv · TV(u)}; {@code
 * docs/methods/attacks.md#query-free-attack}.
 */
public final class QueryFreeAttack implements Attack {

    private static final int NARROW_CHANNELS = 8;

    /** Which layers stand in for the edge. */
    enum Shadow {
        SAME,
        NARROW
    }

    static final Setting<Shadow> SHADOW = Setting.choice("shadow", Shadow.class)
            .defaultsTo(Shadow.SAME)
            .describedAs("same: the edge's layers with fresh weights; narrow: two more narrow convolutions before them")
            .inSlugsAs("");

    static final Setting<Integer> EPOCHS = LearningSettings.EPOCHS
            .defaultsTo(50)
            .describedAs("Passes over the attacker's images while the shadow learns");

    static final Setting<Integer> BATCH_SIZE =
            LearningSettings.BATCH_SIZE.defaultsTo(32).describedAs("Images per step of the shadow");

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE
            .defaultsTo(1e-3)
            .describedAs("The shadow's step size: Adam with AMSGrad, halved after every ten epochs");

    static final Setting<Integer> STEPS = Setting.integer("steps", 1, 100_000)
            .defaultsTo(500)
            .describedAs("Steps of the search for images")
            .inSlugsAs("s");

    static final Setting<Double> SEARCH_RATE = Setting.decimal("searchRate", 1e-6, 100)
            .defaultsTo(0.1)
            .describedAs("Step size of the search")
            .inSlugsAs("sr");

    static final Setting<Double> TV_WEIGHT = Setting.decimal("tvWeight", 0, 1e6)
            .defaultsTo(2.0)
            .describedAs("Weight of the total variation")
            .inSlugsAs("tv");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("query-free", "Query-free shadow model")
            .describedAs("Trains a shadow of the edge on the cloud's half and searches images through it")
            .from("He et al., ACSAC 2019")
            .with(SHADOW, EPOCHS, BATCH_SIZE, LEARNING_RATE, STEPS, SEARCH_RATE, TV_WEIGHT, Knowledge.SETTING);

    private final SettingsReader settings;

    public QueryFreeAttack(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return ThreatModel.of(Access.AUXILIARY_IMAGES, Access.LABELS, Access.TAIL);
    }

    @Override
    public SettingsReader settings() {
        return settings;
    }

    @Override
    public TargetSet targets() {
        return TargetSet.GALLERY;
    }

    @Override
    public List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        int batch = settings.get(BATCH_SIZE);
        double learned = (double) images.own() * settings.get(EPOCHS);
        double searched = (double) images.targets() * settings.get(STEPS);
        var shadow =
                new NetworkLoad(shadow(split.edge(), split.input()), split.input(), Math.max(batch, images.targets()));
        return List.of(
                NetworkUse.learning(shadow, learned + searched),
                NetworkUse.learning(new NetworkLoad(split.tail(), split.feature(), batch), learned));
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        try (TailModel cloud = view.cloud()) {
            Network shadow = view.engine()
                    .build(
                            shadow(cloud.edge(), view.image()),
                            view.image(),
                            view.seeds().family("shadow.init"));
            try (var encoder = new WhiteBoxEncoder(new FrozenNetwork(List.of(shadow)))) {
                var learning = new ShadowTraining(
                        slug(), view, settings.get(EPOCHS), settings.get(BATCH_SIZE), settings.get(LEARNING_RATE));
                learning.train(shadow, cloud.tail(), context.share(0, 0.7));
                return search(PixelScale.of(cloud.edge(), view.image().channels()), view.image())
                        .run(encoder, view.targets(), view.seeds(), context.share(0.7, 1));
            }
        }
    }

    private FeatureInversion search(PixelScale space, ImageShape image) {
        var plan = new FeatureInversion.Plan(
                FeatureInversion.Start.ZEROS,
                OptimizerStep.Adam.of(settings.get(SEARCH_RATE), 0)
                        .withEpsilon(1e-3)
                        .withAmsgrad(),
                settings.get(STEPS),
                FeatureInversion.Prior.roughness(settings.get(TV_WEIGHT)),
                FeatureInversion.Grouping.EACH_IMAGE,
                0);
        return new FeatureInversion(plan, "attack." + slug() + ".loss", image, space.with(PixelScale.Range.CLAMPED));
    }

    /** The shadow's layers. "narrow": after the normalization a convolution to eight channels and one back, with ReLU between. */
    private NetworkSpec shadow(NetworkSpec edge, ImageShape image) {
        if (settings.get(SHADOW) == Shadow.SAME) {
            return edge;
        }
        var layers = new java.util.ArrayList<NetworkSpec>();
        if (edge instanceof Sequence sequence) {
            layers.addAll(sequence.layers());
        } else {
            layers.add(edge);
        }
        int place = layers.get(0) instanceof ChannelAffine ? 1 : 0;
        var init = NetworkSpec.Init.KAIMING_UNIFORM;
        layers.addAll(
                place,
                List.of(
                        Convolution.of(image.channels(), NARROW_CHANNELS, 3, init),
                        new Activation(NetworkSpec.Function.RELU),
                        Convolution.of(NARROW_CHANNELS, image.channels(), 3, init)));
        return new Sequence(layers);
    }
}
