package lab.obscura.engine.attack;

import java.util.List;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.Slug;

/**
 * Rebuilds private images from what was sent. An attack says what it is, what it has to see and which networks it puts to work; its
 * slug, its knowledge and the estimates of its time and memory follow from that.
 */
public interface Attack {

    Info info();

    /** The settings that it was made from. */
    SettingsReader settings();

    /** What it has to see. */
    ThreatModel needs();

    /** Which of the images it may be judged on it really attacks. */
    default TargetSet targets() {
        return TargetSet.EVERY_IMAGE;
    }

    /**
     * The networks that learn, or through which gradients go.
     *
     * @param images that this attacker has on this data
     * @throws IllegalArgumentException with the reason, when it cannot attack such a network
     */
    List<NetworkUse> networks(SplitSpec split, AttackImages images);

    /**
     * Carries the attack out.
     *
     * @param view all that this attacker may see
     * @return one image per target, in the order of the targets
     */
    Reconstructions run(AttackerView view, RunContext context);

    /** Unique inside a run, made from the settings, as in {@code decoder-res-n8c64-train}. */
    default String slug() {
        return Slug.of(info(), settings());
    }

    /** Which images the attacker owns and on which it may be judged. */
    default Knowledge knowledge() {
        return settings().find(Knowledge.SETTING).orElse(Knowledge.NONE);
    }

    /** Multiply-adds of the whole attack, roughly: what the estimate of a run's time is made from. */
    default double multiplyAdds(SplitSpec split, AttackImages images) {
        return networks(split, images).stream()
                .mapToDouble(NetworkUse::multiplyAdds)
                .sum();
    }

    /** Networks in memory at the same time: the estimate of the memory is made from them. */
    default List<NetworkLoad> loads(SplitSpec split, AttackImages images) {
        return networks(split, images).stream().map(NetworkUse::load).toList();
    }

    /** What it keeps in memory beside them. */
    default WorkingMemory workingMemory(SplitSpec split, AttackImages images) {
        return WorkingMemory.NONE;
    }
}
