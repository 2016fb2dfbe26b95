package lab.obscura.run.query;

import java.util.Collection;
import java.util.Locale;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.platform.web.Problem;

/**
 * What is wrong with a query, with the place.
 *
 * @param path the parameter or field that holds the query
 */
record Mistakes(String path) {

    /** @param at the first character is 1 */
    Problem at(int at, String rule, String value, String hint) {
        String place = String.format(Locale.ROOT, "Character %d", at);
        return Problem.field(path, rule, value, hint.isEmpty() ? place : place + ". " + hint);
    }

    Problem unknown(int at, String rule, String value, Collection<String> known, String otherwise) {
        return at(
                at,
                rule,
                value,
                Nearest.to(value, known)
                        .map(word -> "Did you mean " + word + "?")
                        .orElse(otherwise));
    }
}
