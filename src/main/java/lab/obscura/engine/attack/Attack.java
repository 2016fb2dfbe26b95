package lab.obscura.engine.attack;

import java.util.Map;
import lab.obscura.engine.pipeline.RunContext;

/** Rebuilds private images from what was sent. */
public interface Attack {

    AttackInfo info();

    /** Unique inside a run, made from the settings, as in {@code decoder-res-n8c64-train}. */
    String slug();

    /** Settings as resolved. */
    Map<String, Object> settings();

    /** Which images the attacker owns and which it attacks. */
    Knowledge knowledge();

    /**
     * Carries the attack out.
     *
     * @param view all that this attacker may see
     * @return one image per victim, in the order of the victims
     */
    Reconstructions run(AttackerView view, RunContext context);
}
