package lab.obscura.engine.attack.generative;

import java.util.List;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.TargetSet;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.decoder.Generators;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Learns to draw images like its own and searches, with the encoder's weights, the drawn image whose feature was received.
 *
 * <p>Strong where the feature leaves open what the generator knows, as behind deep cuts and narrow bottlenecks: what it draws looks like an
 * image whatever the feature says. Cannot draw what is unlike all of its own images.
 *
 * <p>{@code min_w mean (f(G(w)) − z)² + weight · mean ((w − m) / s)²}; {@code docs/methods/attacks.md#generative-prior}.
 */
public final class GanPriorAttack implements Attack {

    static final Setting<Integer> LATENT = Setting.integer("latent", 1, 4096)
            .defaultsTo(128)
            .describedAs("Values of a code of the generator")
            .inSlugsAs("w");

    static final Setting<Integer> CHANNELS = Setting.integer("channels", 1, 256)
            .defaultsTo(32)
            .describedAs("Channels of the generator before the image; they double with every halving of the size")
            .inSlugsAs("c");

    static final Setting<Integer> EPOCHS =
            LearningSettings.EPOCHS.defaultsTo(50).describedAs("Passes of the generator over the attacker's images");

    static final Setting<Integer> BATCH_SIZE = LearningSettings.BATCH_SIZE.defaultsTo(64);

    static final Setting<Double> LEARNING_RATE =
            LearningSettings.LEARNING_RATE.defaultsTo(1e-3).describedAs("The generator's step size: Adam");

    static final Setting<Integer> STARTS = Setting.integer("starts", 1, 64)
            .defaultsTo(4)
            .describedAs("Searches for each target, the best of which counts; the first begins at the mean code")
            .inSlugsAs("starts");

    static final Setting<Integer> STEPS = Setting.integer("steps", 1, 100_000)
            .defaultsTo(500)
            .describedAs("Steps of each search for a code")
            .inSlugsAs("s");

    static final Setting<Double> SEARCH_RATE = Setting.decimal("searchRate", 1e-6, 100)
            .defaultsTo(0.05)
            .describedAs("Step size of the search for a code: Adam")
            .inSlugsAs("sr");

    static final Setting<Double> LATENT_WEIGHT = Setting.decimal("latentWeight", 0, 1e6)
            .defaultsTo(1e-4)
            .describedAs("What a code costs that is unlike those of the attacker's images")
            .inSlugsAs("prior");

    static final Setting<Boolean> PROGRESSIVE = Setting.flag("progressive")
            .defaultsTo(false)
            .describedAs("Whether the generator's inner features are searched, too, block after block behind the code")
            .inSlugsAs(chosen -> "progressive");

    static final Setting<Integer> LAYER_STEPS = Setting.integer("layerSteps", 1, 100_000)
            .defaultsTo(200)
            .describedAs("Steps at each block when progressive")
            .inSlugsAs("ls");

    static final Setting<Double> LAYER_RATE = Setting.decimal("layerRate", 1e-6, 100)
            .defaultsTo(0.01)
            .describedAs("Step size at each block when progressive: Adam")
            .inSlugsAs("lsr");

    static final Setting<Double> RADIUS = Setting.decimal("radius", 1e-6, 100)
            .defaultsTo(0.1)
            .describedAs(
                    "How far inner features may move at the first block, by their own size; k times as far at the k-th")
            .inSlugsAs("radius");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("gan-prior", "Generative prior")
            .describedAs("Learns to draw images like its own and searches the drawn one whose feature was received")
            .from("Li et al., NeurIPS 2023; Qiu et al., 2025, for progressive; its generator is ours")
            .with(
                    LATENT,
                    CHANNELS,
                    EPOCHS,
                    BATCH_SIZE,
                    LEARNING_RATE,
                    STARTS,
                    STEPS,
                    SEARCH_RATE,
                    LATENT_WEIGHT,
                    PROGRESSIVE,
                    LAYER_STEPS,
                    LAYER_RATE,
                    RADIUS,
                    Knowledge.SETTING);

    /** Share of the training in the progress; the search is expensive for its few targets. */
    private static final double TRAINING = 0.5;

    private final SettingsReader settings;

    public GanPriorAttack(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return ThreatModel.of(Access.WEIGHTS, Access.AUXILIARY_IMAGES);
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
        Generators design = design(split.input());
        int batch = settings.get(BATCH_SIZE);
        int searched = images.targets() * settings.get(STARTS);
        double learned = (double) images.own() * settings.get(EPOCHS);
        int blocks = design.blocks().size() - 1;
        double layers = settings.get(PROGRESSIVE) ? (double) blocks * settings.get(LAYER_STEPS) * images.targets() : 0;
        double passes = (double) searched * settings.get(STEPS) + layers;
        var generator = new NetworkLoad(Layers.sequence(design.blocks()), design.code(), Math.max(batch, searched));
        return List.of(
                NetworkUse.learning(generator, learned + passes),
                NetworkUse.learning(new NetworkLoad(design.encoder(), split.input(), batch), learned),
                NetworkUse.learning(new NetworkLoad(split.edge(), split.input(), searched), passes));
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        var plan = AttackTrainingLoop.Plan.fixed(
                settings.get(EPOCHS),
                settings.get(BATCH_SIZE),
                (epoch, halvings) -> OptimizerStep.Adam.of(settings.get(LEARNING_RATE), 0));
        TrainedGenerator generator =
                new GeneratorTraining(slug(), view, design(view.image()), plan).run(context.share(0, TRAINING));
        try (WhiteBoxEncoder encoder = view.encoder()) {
            var search = new LatentSearch(search(), slug(), view, generator, encoder);
            return new Reconstructions(view.image(), search.run(context.share(TRAINING, 1)));
        }
    }

    private Generators design(ImageShape image) {
        return new Generators(image, settings.get(LATENT), settings.get(CHANNELS));
    }

    private LatentSearch.Plan search() {
        int steps = settings.get(PROGRESSIVE) ? settings.get(LAYER_STEPS) : 0;
        var layers = new LatentSearch.Layers(steps, settings.get(LAYER_RATE), settings.get(RADIUS));
        return new LatentSearch.Plan(
                settings.get(STARTS),
                settings.get(STEPS),
                settings.get(SEARCH_RATE),
                settings.get(LATENT_WEIGHT),
                layers);
    }
}
