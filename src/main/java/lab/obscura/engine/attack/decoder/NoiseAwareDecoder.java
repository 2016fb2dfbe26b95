package lab.obscura.engine.attack.decoder;

import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/**
 * A decoder that trains on exactly what is sent: every random transform of the defense acts while it learns, whatever the papers'
 * attackers are told.
 *
 * <p>Adaptive: it learns to see through dropping, top-k and noise of any law. For additive normal noise it is the plain decoder.
 *
 * <p>{@code min_D E |D(T(f(x))) − x|²} with a fresh draw of the transforms T per batch; our completion, {@code
 * docs/methods/attacks.md#noise-aware-decoder}.
 */
public record NoiseAwareDecoder(SettingsReader settings) implements LadderAttack {

    /** Line of the catalog. */
    public static final Info INFO = Info.of("noise-aware-decoder", "Noise-aware decoder")
            .describedAs(
                    "Learns from features with every random transform of the defense drawn afresh, as they are really sent")
            .from("Xia et al., CVPR 2025 (the switch noise_aware)")
            .with(DecoderSettings.with());

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
        var plan = plan(view);
        return new DecoderTraining(plan, view, view.auxiliary(), view.feature(), view.queryResponses()::transmitted)
                .run(decoder(view.feature(), view.image()), view.targets().values(), context);
    }
}
