package lab.obscura.engine.attack.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.Slug;
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

    private static final String NARROW = "narrow";
    private static final int NARROW_CHANNELS = 8;

    static final Setting<String> SHADOW = Setting.choice("shadow", List.of("same", NARROW))
            .defaultsTo("same")
            .describedAs(
                    "same: the edge's layers with fresh weights; narrow: two more narrow convolutions before them");

    static final Setting<Integer> EPOCHS = Setting.integer("epochs", 1, 1000)
            .defaultsTo(50)
            .describedAs("Passes over the attacker's images while the shadow learns");

    static final Setting<Integer> BATCH_SIZE =
            Setting.integer("batchSize", 2, 4096).defaultsTo(32).describedAs("Images per step of the shadow");

    static final Setting<Double> LEARNING_RATE = Setting.decimal("learningRate", 1e-8, 1)
            .defaultsTo(1e-3)
            .describedAs("The shadow's step size: Adam with AMSGrad, halved after every ten epochs");

    static final Setting<Integer> STEPS =
            Setting.integer("steps", 1, 100_000).defaultsTo(500).describedAs("Steps of the search for images");

    static final Setting<Double> SEARCH_RATE =
            Setting.decimal("searchRate", 1e-6, 100).defaultsTo(0.1).describedAs("Step size of the search");

    static final Setting<Double> TV_WEIGHT =
            Setting.decimal("tvWeight", 0, 1e6).defaultsTo(2.0).describedAs("Weight of the total variation");

    static final Setting<String> KNOWLEDGE = Setting.choice("knowledge", List.of("train", "infer"))
            .defaultsTo("train")
            .describedAs(
                    "Which labeled images the attacker owns: the training split, or nine tenths of the test split");

    /** Line of the catalogue. */
    public static final Info INFO = Info.of("query-free", "Query-free shadow model")
            .describedAs("Trains a shadow of the edge on the cloud's half and searches images through it")
            .from("He et al., ACSAC 2019")
            .with(SHADOW, EPOCHS, BATCH_SIZE, LEARNING_RATE, STEPS, SEARCH_RATE, TV_WEIGHT, KNOWLEDGE);

    private static final Map<Setting<?>, String> LETTERS = new LinkedHashMap<>();

    static {
        LETTERS.put(SHADOW, "");
        LETTERS.put(EPOCHS, "e");
        LETTERS.put(BATCH_SIZE, "b");
        LETTERS.put(LEARNING_RATE, "lr");
        LETTERS.put(STEPS, "s");
        LETTERS.put(SEARCH_RATE, "sr");
        LETTERS.put(TV_WEIGHT, "tv");
    }

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
    public TargetSet targets() {
        return TargetSet.GALLERY;
    }

    @Override
    public void check(ImageShape feature, ImageShape image) {
        // The edge's own layers serve as the shadow.
    }

    @Override
    public double multiplyAdds(SplitSpec split, int ownImages, int targets) {
        double edge = split.edge().multiplyAdds(split.input());
        double whole = edge + split.tail().multiplyAdds(split.feature());
        return 3 * whole * ownImages * settings.get(EPOCHS) + 3 * edge * targets * settings.get(STEPS);
    }

    @Override
    public List<NetworkLoad> loads(SplitSpec split, int targets) {
        int batch = settings.get(BATCH_SIZE);
        NetworkSpec shadow = shadow(split.edge(), split.input());
        return List.of(
                new NetworkLoad(shadow, split.input(), Math.max(batch, targets)),
                new NetworkLoad(split.tail(), split.feature(), batch));
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
                false,
                new OptimizerStep.Adam(settings.get(SEARCH_RATE), 0.9, 0.999, 1e-3, 0, true),
                settings.get(STEPS),
                settings.get(TV_WEIGHT),
                false,
                0,
                false,
                0);
        return new FeatureInversion(plan, "attack." + slug() + ".loss", image, space.clamping(true));
    }

    /** The shadow's layers. "narrow": after the normalisation a convolution to eight channels and one back, with ReLU between. */
    private NetworkSpec shadow(NetworkSpec edge, ImageShape image) {
        if (!settings.get(SHADOW).equals(NARROW)) {
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
                        new Convolution(image.channels(), NARROW_CHANNELS, 3, 1, 1, true, init),
                        new Activation(NetworkSpec.Function.RELU),
                        new Convolution(NARROW_CHANNELS, image.channels(), 3, 1, 1, true, init)));
        return new Sequence(layers);
    }
}
