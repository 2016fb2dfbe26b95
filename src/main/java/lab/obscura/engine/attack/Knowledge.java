package lab.obscura.engine.attack;

import java.util.EnumSet;
import lab.obscura.engine.settings.EnumId;
import lab.obscura.engine.settings.Setting;

/**
 * Which images the attacker owns, and on which it may be judged ({@code docs/methods/attacks.md#decoder}). Averages of the two never
 * share a column.
 */
public enum Knowledge {
    /** Owns the training images; judged on all test images. */
    TRAIN,
    /** Owns the first nine tenths of the test images; judged on the last tenth. */
    INFER,
    /** Owns the auxiliary part of a split with one, which the network never sees; judged on all test images. */
    AUXILIARY,
    /** Owns no images; judged on the gallery, or on all test images by an attack that can afford them. */
    NONE;

    /** Attacks without this setting own no images. */
    public static final Setting<Knowledge> SETTING = Setting.choice("knowledge", EnumSet.of(TRAIN, INFER, AUXILIARY))
            .defaultsTo(TRAIN)
            .describedAs(
                    "train: owns the training images, attacks all test images; infer: owns the first nine tenths of"
                            + " the test images, attacks the last tenth; auxiliary: owns the auxiliary part of"
                            + " dataset.split or the set dataset.auxiliary, attacks all test images")
            .leadingSlugs();

    public String id() {
        return EnumId.of(this);
    }
}
