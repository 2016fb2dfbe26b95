package lab.obscura.engine.attack.generative;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.QueriedEncoder;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.SentFeatures;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Learns from intercepted features alone: a generator draws an image for each, the encoder makes a feature of it, and the two features
 * become alike.
 *
 * <p>For an attacker without any image. Strong where the feature determines the image; where it does not, nothing tells this attack what
 * images look like but their smoothness.
 *
 * <p>{@code min_G E [ mean (f(G(z)) − z)² + tv · TV(G(z)) ]}; {@code docs/methods/attacks.md#ginver}.
 */
public final class GinverAttack implements Attack {

    /** How it gets at the encoder. */
    enum Box {
        WHITE,
        BLACK
    }

    static final Setting<Box> ACCESS = Setting.choice("access", Box.class)
            .defaultsTo(Box.WHITE)
            .describedAs("white: gradients through the encoder's weights; black: gradients guessed from what the device"
                    + " sends for drawn images")
            .leadingSlugs();

    static final Setting<String> DECODER = Setting.choice("decoder", Decoders.names())
            .defaultsTo("res-n4c64")
            .describedAs("The generator's network, a decoder from features to images")
            .leadingSlugs();

    static final Setting<Integer> EPOCHS =
            LearningSettings.EPOCHS.defaultsTo(50).describedAs("Passes over the intercepted features");

    static final Setting<Integer> BATCH_SIZE =
            LearningSettings.BATCH_SIZE.defaultsTo(64).describedAs("Features per step");

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE.defaultsTo(1e-3);

    static final Setting<Double> TV_WEIGHT = Setting.decimal("tvWeight", 0, 1e6)
            .defaultsTo(0.1)
            .describedAs("Weight of the total variation of drawn images")
            .inSlugsAs("tv");

    static final Setting<Integer> DIRECTIONS = Setting.integer("directions", 1, 10_000)
            .defaultsTo(10)
            .describedAs("Random directions of each step with black access; each costs two queries for every image")
            .inSlugsAs("q");

    static final Setting<Double> DISTANCE = Setting.decimal("distance", 1e-6, 1)
            .defaultsTo(0.01)
            .describedAs("How far apart the queries with black access lie; more where the defense adds noise")
            .inSlugsAs("mu");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("ginver", "Ginver")
            .describedAs("Learns a generator from intercepted features alone, through the encoder or by querying it")
            .from("Yin et al. (Ginver), 2023")
            .with(ACCESS, DECODER, EPOCHS, BATCH_SIZE, LEARNING_RATE, TV_WEIGHT, DIRECTIONS, DISTANCE);

    private final SettingsReader settings;

    public GinverAttack(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return isWhite() ? ThreatModel.WHITE_BOX : ThreatModel.of(Access.QUERIES);
    }

    private boolean isWhite() {
        return settings.get(ACCESS) == Box.WHITE;
    }

    @Override
    public SettingsReader settings() {
        return settings;
    }

    @Override
    public List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        int batch = settings.get(BATCH_SIZE);
        double examples = (double) images.targets() * settings.get(EPOCHS);
        var generator = new NetworkLoad(generator(split.feature(), split.input()), split.feature(), batch);
        var edge = new NetworkLoad(split.edge(), split.input(), batch);
        var asked = isWhite()
                ? NetworkUse.learning(edge, examples)
                : new NetworkUse(edge, (2.0 * settings.get(DIRECTIONS) + 1) * examples);
        return List.of(NetworkUse.learning(generator, examples), asked);
    }

    private NetworkSpec generator(ImageShape feature, ImageShape image) {
        return Decoders.named(settings.get(DECODER), feature, image);
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        Network generator = view.engine()
                .build(
                        generator(view.feature(), view.image()),
                        view.feature(),
                        view.seeds().family("generator.init"));
        try (var drawing = new FrozenNetwork(List.of(generator))) {
            if (isWhite()) {
                try (WhiteBoxEncoder encoder = view.encoder()) {
                    learn(generator, drawing, FeatureDistance.through(encoder), view, context);
                }
            } else {
                try (QueriedEncoder device = view.device()) {
                    var directions = new RandomDirections(settings.get(DIRECTIONS), settings.get(DISTANCE));
                    learn(generator, drawing, FeatureDistance.queried(device, directions, view.seeds()), view, context);
                }
            }
            return drawn(drawing, view);
        }
    }

    private void learn(
            Network generator, FrozenNetwork drawing, FeatureDistance distance, AttackerView view, RunContext context) {
        SentFeatures received = view.targets();
        var plan = AttackTrainingLoop.Plan.fixed(
                settings.get(EPOCHS),
                settings.get(BATCH_SIZE),
                (epoch, halvings) -> OptimizerStep.Adam.of(settings.get(LEARNING_RATE), 0));
        var step = new GinverStep(
                generator,
                distance,
                received,
                settings.get(TV_WEIGHT),
                view.seeds(),
                view.engine().batchWork());
        var curve = new Curve("attack." + slug() + ".loss", context);
        new AttackTrainingLoop("generator", generator, curve, context)
                .showing(chosen -> drawing.forward(received.of(chosen).values(), chosen.length))
                .learn(plan, received.count(), view, step);
    }

    private Reconstructions drawn(FrozenNetwork generator, AttackerView view) {
        SentFeatures received = view.targets();
        int size = received.shape().size();
        float[] pixels = new float[received.count() * view.image().size()];
        for (int from = 0; from < received.count(); from += settings.get(BATCH_SIZE)) {
            int to = Math.min(received.count(), from + settings.get(BATCH_SIZE));
            float[] images =
                    generator.forward(Arrays.copyOfRange(received.values(), from * size, to * size), to - from);
            System.arraycopy(images, 0, pixels, from * view.image().size(), images.length);
        }
        var rebuilt = new Reconstructions(view.image(), pixels);
        if (!rebuilt.isFinite()) {
            throw new TrainingDivergedException(
                    "The generator's last output", settings.get(EPOCHS), 0, settings.get(LEARNING_RATE));
        }
        return rebuilt;
    }
}
