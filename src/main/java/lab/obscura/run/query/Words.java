package lab.obscura.run.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a query into words: by blanks, except between quotes. A backslash inside quotes takes the next character as it is. */
final class Words {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9.-]*(?=:|[<>=])");
    private static final char QUOTE = '"';

    private final String text;
    private final Mistakes mistakes;
    private int next;

    private Words(String text, Mistakes mistakes) {
        this.text = text;
        this.mistakes = mistakes;
    }

    static List<Word> of(String text, Mistakes mistakes) {
        var words = new Words(text, mistakes);
        List<Word> found = new ArrayList<>();
        for (words.skipBlanks(); words.isMore(); words.skipBlanks()) {
            found.add(words.word());
        }
        return found;
    }

    private Word word() {
        int at = next + 1;
        boolean negated = takes('-');
        String field = field().orElse("");
        String sign = field.isEmpty() ? "" : sign();
        int valueAt = next + 1;
        if (!isMore() || isBlank()) {
            throw mistakes.at(
                    at,
                    "complete",
                    text.substring(at - 1, next),
                    field.isEmpty() ? "Leave out the minus" : "Add a value");
        }
        return new Word(at, negated, field, sign, field.isEmpty() ? List.of(freeText()) : values(), valueAt);
    }

    private Optional<String> field() {
        Matcher matcher = FIELD.matcher(text).region(next, text.length());
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        next = matcher.end();
        return Optional.of(matcher.group());
    }

    private String sign() {
        if (takes(':')) {
            return ":";
        }
        String sign = Comparison.at(text, next).map(Comparison::sign).orElseThrow();
        next += sign.length();
        return sign;
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        do {
            values.add(isMore() && text.charAt(next) == QUOTE ? quoted() : bare(",\""));
        } while (takes(','));
        return values;
    }

    private String freeText() {
        return text.charAt(next) == QUOTE ? quoted() : bare("\"");
    }

    private String bare(String ends) {
        int from = next;
        while (isMore() && !isBlank() && ends.indexOf(text.charAt(next)) < 0) {
            next++;
        }
        if (from == next) {
            throw mistakes.at(
                    from + 1,
                    "without gaps between commas",
                    text.substring(from),
                    "Add a value or leave out the comma");
        }
        return text.substring(from, next);
    }

    private String quoted() {
        int from = next++;
        var value = new StringBuilder();
        while (isMore() && text.charAt(next) != QUOTE) {
            if (text.charAt(next) == '\\' && next + 1 < text.length()) {
                next++;
            }
            value.append(text.charAt(next++));
        }
        if (!takes(QUOTE)) {
            throw mistakes.at(
                    from + 1, "of texts whose quotes are closed", text.substring(from), "Add a \" at its end");
        }
        if (value.toString().isBlank()) {
            throw mistakes.at(from + 1, "of texts that are not empty", "\"\"", "Leave it out");
        }
        return value.toString();
    }

    private boolean takes(char wanted) {
        if (isMore() && text.charAt(next) == wanted) {
            next++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (isMore() && isBlank()) {
            next++;
        }
    }

    private boolean isBlank() {
        return Character.isWhitespace(text.charAt(next));
    }

    private boolean isMore() {
        return next < text.length();
    }
}
