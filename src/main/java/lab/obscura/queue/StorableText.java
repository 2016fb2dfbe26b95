package lab.obscura.queue;

import java.util.regex.Pattern;

/** PostgreSQL keeps any text but NUL and half characters (lone surrogates): a log line with one must not end its run. */
public final class StorableText {

    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    private StorableText() {}

    public static String of(String text) {
        return UNSTORABLE.matcher(text).replaceAll("\uFFFD");
    }

    public static Object of(Object value) {
        return value instanceof String text ? of(text) : value;
    }
}
