package lab.obscura.engine.settings;

import java.util.Locale;
import java.util.Set;

/** How a text would have to be written where something else than a text is wanted. */
final class TextHint {

    private static final String NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?";
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "0");

    private TextHint() {}

    /** Empty when nothing can be told. */
    static String of(Setting.Kind kind, String text) {
        String plain = text.strip();
        return switch (kind) {
            case DECIMAL, INTEGER -> number(plain);
            case FLAG -> flag(plain.toLowerCase(Locale.ROOT));
            case INTEGERS -> "Write it as a list, as in [1, 2, 3]";
            case DECIMALS -> "Write it as a list, as in [0.5, 0.25]";
            case CHOICE, TEXT -> "";
        };
    }

    private static String number(String text) {
        if (text.matches(NUMBER)) {
            return "Write it without quotes: " + text;
        }
        return text.matches("[+-]?\\d+,\\d+") ? "Write " + text.replace(',', '.') : "Write a number, such as 0.05";
    }

    private static String flag(String text) {
        if (YES.contains(text)) {
            return "Write true, without quotes";
        }
        return NO.contains(text) ? "Write false, without quotes" : "";
    }
}
