package lab.obscura.engine.attack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;

/** Rebuilds private images from what was sent. */
public interface Attack {

    Info info();

    /** What it has to see. */
    ThreatModel needs();

    /** Unique inside a run, made from the settings, as in {@code decoder-res-n8c64-train}. */
    String slug();

    /** The settings that it was made from. */
    SettingsReader values();

    /** Settings as resolved. */
    default Map<String, Object> settings() {
        return new LinkedHashMap<>(values().values());
    }

    /** Which images the attacker owns and on which it may be judged. */
    Knowledge knowledge();

    /** Which of those it attacks. */
    default TargetSet targets() {
        return TargetSet.EVERY_IMAGE;
    }

    /**
     * Asks whether this attack can be made on such a feature.
     *
     * @throws IllegalArgumentException with the reason, when it cannot
     */
    void check(ImageShape feature, ImageShape image);

    /** Multiply-adds of the whole attack, roughly: what the estimate of a run's time is made from. */
    double multiplyAdds(SplitSpec split, int ownImages, int targets);

    /** Networks that learn, or through which gradients go, at the same time: the estimate of the memory is made from them. */
    List<NetworkLoad> loads(SplitSpec split, int targets);

    /**
     * Carries the attack out.
     *
     * @param view all that this attacker may see
     * @return one image per target, in the order of the targets
     */
    Reconstructions run(AttackerView view, RunContext context);
}
