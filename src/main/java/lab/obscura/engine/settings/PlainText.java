package lab.obscura.engine.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule for every text that a person gives and others see on one line: names, tags, submitters, reasons. It holds no character that
 * moves others, hides itself or ends a line, because such a text looks like another one, forges a line of a log, or commands a terminal.
 */
public final class PlainText {

    /** Control characters, line and paragraph separators, halves of characters, and format characters except the two that scripts need to join. */
    private static final String HIDDEN = "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}[\\p{Cf}&&[^\\u200c\\u200d]]]";

    private static final Pattern ONE_HIDDEN = Pattern.compile(HIDDEN);
    private static final Pattern SOME_HIDDEN = Pattern.compile(HIDDEN + "+");

    /** On several lines these are what makes the lines. */
    private static final Pattern HIDDEN_IN_LINES = Pattern.compile("(?![\\n\\t]|\\r\\n)" + HIDDEN);

    private PlainText() {}

    /** What does not belong into a text of one line, as in {@code U+2028}; empty when all does. */
    public static Optional<String> hiddenIn(String text) {
        return first(ONE_HIDDEN, text);
    }

    /** The same for a text that may have several lines. */
    public static Optional<String> hiddenInLines(String text) {
        return first(HIDDEN_IN_LINES, text);
    }

    /** Whether a text is at most so long and may stand on one line. */
    public static boolean isLine(String text, double longest) {
        return text.length() <= longest && hiddenIn(text).isEmpty();
    }

    /** The way out for a text that was refused. */
    public static String hint(String text) {
        return hiddenIn(text)
                .map(character -> "Leave out the character " + character + ", which nobody sees")
                .orElse("Shorten it");
    }

    /** A text of any origin made fit for a line of a log, a message or a terminal. */
    public static String line(String text) {
        return SOME_HIDDEN.matcher(text).replaceAll(" ");
    }

    private static Optional<String> first(Pattern hidden, String text) {
        Matcher found = hidden.matcher(text);
        return found.find()
                ? Optional.of(String.format(Locale.ROOT, "U+%04X", found.group().codePointAt(0)))
                : Optional.empty();
    }
}
