package lab.obscura.engine.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How constants of enums are written in definitions, answers and the database: {@code LEARNING_RATE} is {@code learning-rate}. */
public final class EnumId {

    private EnumId() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for a constant that only another version of the program has. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> constants, String id) {
        return Arrays.stream(constants.getEnumConstants())
                .filter(constant -> of(constant).equals(id))
                .findFirst();
    }
}
