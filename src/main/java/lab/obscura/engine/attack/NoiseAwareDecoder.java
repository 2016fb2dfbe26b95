package lab.obscura.engine.attack;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.Decoders;
import lab.obscura.engine.network.SplitSpec;
import lab.obscura.engine.pipeline.RunContext;
import lab.obscura.engine.settings.SettingsReader;

/**
 * A decoder that trains on exactly what is sent: every random transform of the defense acts while it learns, whatever the papers'
 * attackers are told.
 *
 * <p>Adaptive: it learns to see through dropping, top-k and noise of any law. For additive normal noise it is the plain decoder.
 *
 * <p>{@code min_D E |D(T(f(x))) − x|²} with a fresh draw of the transforms T per batch; attacks.md §8 [OURS].
 */
public final class NoiseAwareDecoder implements Attack {

    /** Line of the catalogue. */
    public static final AttackInfo INFO = new AttackInfo(
            "noise-aware-decoder",
            "Noise-aware decoder",
            "Learns from features with every random transform of the defense drawn anew, as they are really sent",
            "Xia et al., CVPR 2025 (the switch noise_aware)",
            ThreatModel.BLACK_BOX,
            DecoderSettings.with());

    private final SettingsReader settings;

    public NoiseAwareDecoder(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public AttackInfo info() {
        return INFO;
    }

    @Override
    public String slug() {
        return DecoderSettings.slug(INFO.id(), settings);
    }

    @Override
    public Map<String, Object> settings() {
        return new LinkedHashMap<>(settings.values());
    }

    @Override
    public Knowledge knowledge() {
        return Knowledge.of(settings.get(DecoderSettings.KNOWLEDGE));
    }

    @Override
    public void check(ImageShape feature, ImageShape image) {
        Decoders.named(settings.get(DecoderSettings.DECODER), feature, image);
    }

    @Override
    public double multiplyAdds(SplitSpec split, int ownImages, int victims) {
        ImageShape feature = split.feature();
        double once = Decoders.named(settings.get(DecoderSettings.DECODER), feature, split.input())
                .multiplyAdds(feature);
        return DecoderSettings.multiplyAdds(settings, once, ownImages);
    }

    @Override
    public Reconstructions run(AttackerView view, RunContext context) {
        var plan = DecoderSettings.plan(settings, slug(), view.image().channels());
        return new DecoderTraining(plan, view, view.own(), view.feature(), view.answers()::transmitted)
                .run(
                        Decoders.named(settings.get(DecoderSettings.DECODER), view.feature(), view.image()),
                        view.victims().values(),
                        context);
    }
}
