package lab.obscura.build.secrets;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/** Finds what looks like a secret, in any text. */
final class Secrets {

    /** Written down on purpose, and good for nothing. Each with where it comes from. */
    private static final Set<String> EXAMPLES = Set.of(
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", // the example of Standard Webhooks
            "AKIAIOSFODNN7EXAMPLE"); // the example of Amazon's manuals

    private Secrets() {}

    /**
     * Something that looks like a secret.
     *
     * @param place where it stands: a file with its line, or a column of a table
     * @param shown its first characters, enough to find it and no more
     */
    record Finding(String place, SecretKind kind, String shown) {

        @Override
        public String toString() {
            return place + ": " + kind + " " + shown + "…";
        }
    }

    /** Those in a text, with their lines. */
    static List<Finding> in(String place, String text) {
        return kinds(text)
                .flatMap(kind -> kind.pattern()
                        .matcher(text)
                        .results()
                        .filter(found -> isSecret(kind, found))
                        .map(found -> new Finding(place + ":" + line(text, found.start()), kind, shown(found))))
                .toList();
    }

    /** Those in the value of a column. */
    static List<Finding> inValue(String place, String value) {
        return kinds(value)
                .filter(kind -> kind.pattern().matcher(value).results().anyMatch(found -> isSecret(kind, found)))
                .map(kind -> new Finding(place, kind, ""))
                .toList();
    }

    private static Stream<SecretKind> kinds(String text) {
        return text.length() < 16 ? Stream.empty() : Arrays.stream(SecretKind.values());
    }

    private static boolean isSecret(SecretKind kind, MatchResult found) {
        String secret = found.group(1);
        return !EXAMPLES.contains(secret) && kind.isPlausible(secret);
    }

    private static String shown(MatchResult found) {
        return found.group(1).substring(0, 4).replaceAll("\\s", " ");
    }

    private static long line(String text, int place) {
        return text.substring(0, place).lines().count() + (place == 0 || text.charAt(place - 1) == '\n' ? 1 : 0);
    }
}
