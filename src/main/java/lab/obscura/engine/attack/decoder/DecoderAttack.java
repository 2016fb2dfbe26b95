package lab.obscura.engine.attack.decoder;

import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.EncoderOracle;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.Variant;

/**
 * Trains a decoder on pairs of own images and the encoder's answers, and applies it to the intercepted features.
 *
 * <p>The strongest general attack: it needs no weights, and a single pass rebuilds an image. It profits from every image that
 * resembles the targets'.
 *
 * <p>{@code min_D E |D(f(x) + noise) − x|²}; {@code docs/methods/attacks.md#decoder}.
 */
public record DecoderAttack(SettingsReader settings) implements LadderAttack {

    static final Setting<Boolean> KNOWS_NOISE = Setting.flag("knowsNoise")
            .defaultsTo(true)
            .describedAs("Whether the decoder is trained on features with the defense's noise, as the papers do")
            .inSlugsAs(knows -> "unaware");

    static final Setting<Variant> STATISTICS = Variant.setting("statistics")
            .describedAs(
                    "corrected: batch-norm statistics from the attacker's own images only; reference-code: also from the targets' features, which the public code lets into them by mistake")
            .inSlugsAs("");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("decoder", "Trained decoder")
            .describedAs("Learns to turn features into images from its own images and the encoder's answers")
            .from("Xia et al., CVPR 2025; Li et al. (ResSFL), CVPR 2022")
            .with(DecoderSettings.with(KNOWS_NOISE, STATISTICS));

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public ThreatModel needs() {
        return ThreatModel.BLACK_BOX;
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        EncoderOracle oracle = view.queryResponses();
        DecoderTraining.Inputs inputs =
                settings.get(KNOWS_NOISE) ? oracle::sent : (images, draw) -> oracle.clean(images);
        var plan = plan(view).with(settings.get(STATISTICS));
        return new DecoderTraining(plan, view, view.auxiliary(), view.feature(), inputs)
                .run(decoder(view.feature(), view.image()), view.targets().values(), context);
    }
}
