package lab.obscura.engine.attack.decoder;

import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.AttackImages;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.NetworkUse;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.attack.inversion.Refinement;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * A decoder whose images are then moved, with the encoder's weights, until their features are what was received.
 *
 * <p>For an attacker who has everything: the decoder knows what images look like, the encoder what is still wrong with one. Helps where the
 * feature says more than the decoder found out; fits the noise where it says less.
 *
 * <p>{@code min_u 5 · mean |f(u) − z|} from {@code D(z) + N(0, 0.1²)}; {@code docs/methods/attacks.md#refined-decoder}.
 */
public record RefinedDecoder(SettingsReader settings) implements LadderAttack {

    static final Setting<Integer> STEPS = Setting.integer("steps", 1, 100_000)
            .defaultsTo(50)
            .describedAs("Steps of the refinement")
            .inSlugsAs("s");

    static final Setting<Double> SEARCH_RATE = Setting.decimal("searchRate", 1e-6, 100)
            .defaultsTo(0.8)
            .describedAs("Step size of the refinement: Adam")
            .inSlugsAs("sr");

    static final Setting<Double> EPSILON = Setting.decimal("epsilon", 1e-12, 1)
            .defaultsTo(5e-3)
            .describedAs(
                    "Adam's smallest denominator; far above the gradients it makes the steps plain gradient descent")
            .inSlugsAs("eps");

    static final Setting<Double> START_NOISE = Setting.decimal("startNoise", 0, 1)
            .defaultsTo(0.1)
            .describedAs("Standard deviation of the noise on the decoder's image where the refinement begins")
            .inSlugsAs("noise");

    static final Setting<Double> FEATURE_WEIGHT = Setting.decimal("featureWeight", 1e-6, 1e6)
            .defaultsTo(5.0)
            .describedAs("Weight of the features' distance")
            .inSlugsAs("fw");

    static final Setting<Double> GRADIENT_SCALE = Setting.decimal("gradientScale", 1e-6, 1e6)
            .defaultsTo(10.0)
            .describedAs("Factor of the gradient")
            .inSlugsAs("gs");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("refined-decoder", "Decoder refined by the weights")
            .describedAs("Trains a decoder and moves its images until the encoder makes the received features of them")
            .from("Xia et al., CVPR 2025 (public code)")
            .with(DecoderSettings.with(STEPS, SEARCH_RATE, EPSILON, START_NOISE, FEATURE_WEIGHT, GRADIENT_SCALE));

    /** Share of the decoder's training in the progress. */
    private static final double DECODER = 0.8;

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return ThreatModel.of(Access.WEIGHTS, Access.QUERIES, Access.AUXILIARY_IMAGES);
    }

    @Override
    public List<NetworkUse> networks(SplitSpec split, AttackImages images) {
        int batch = settings.get(DecoderSettings.BATCH_SIZE);
        var edge = NetworkUse.learning(
                new NetworkLoad(split.edge(), split.input(), batch), (double) images.targets() * settings.get(STEPS));
        return Stream.concat(LadderAttack.super.networks(split, images).stream(), Stream.of(edge))
                .toList();
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        float[] received = view.targets().values();
        Reconstructions guessed = new DecoderTraining(
                        plan(view), view, view.auxiliary(), view.feature(), view.queryResponses()::sent)
                .run(decoder(view.feature(), view.image()), received, context.share(0, DECODER));
        var adam = OptimizerStep.Adam.of(settings.get(SEARCH_RATE), 0).withEpsilon(settings.get(EPSILON));
        var refinement = new Refinement(
                adam,
                settings.get(STEPS),
                settings.get(START_NOISE),
                settings.get(FEATURE_WEIGHT),
                settings.get(GRADIENT_SCALE));
        // Shorter than an epoch of the decoder: after an interruption it begins again, with the same numbers.
        RunContext rest = context.share(DECODER, 1).keeping(Checkpoints.NONE);
        try (guessed;
                WhiteBoxEncoder encoder = view.encoder()) {
            float[] refined = refinement.run(
                    encoder,
                    guessed.pixels(),
                    received,
                    settings.get(DecoderSettings.BATCH_SIZE),
                    view.seeds(),
                    new Curve("attack." + slug() + ".refinement", rest),
                    rest);
            return new Reconstructions(view.image(), refined, guessed.learning());
        }
    }
}
