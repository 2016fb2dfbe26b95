package lab.obscura.engine.attack;

import java.util.Locale;

/**
 * Which images the attacker owns, and on which it may be judged ({@code docs/methods/attacks.md#decoder}). Averages of the two never
 * share a column.
 */
public enum Knowledge {
    /** Owns the training images; judged on all test images. */
    TRAIN,
    /** Owns the first nine tenths of the test images; judged on the last tenth. */
    INFER,
    /** Owns no images; judged on the gallery. */
    NONE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Knowledge of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
