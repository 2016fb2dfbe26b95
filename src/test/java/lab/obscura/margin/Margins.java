package lab.obscura.margin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The largest share of its bound that each comparison of a test used, by the line where it stands; written when the JVM ends. */
public final class Margins {

    private static final StackWalker STACK = StackWalker.getInstance();
    private static final Map<String, Double> LARGEST = new TreeMap<>();

    private Margins() {}

    static void writeTo(Path file) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file)));
    }

    /** Called for a value that lies within an offset of what was expected. */
    public static void close(Object actual, Object expected, Object offset) {
        if (areDecimal(actual, expected) && offset instanceof Number bound && bound.doubleValue() != 0) {
            record("close", Math.abs(number(actual) - number(expected)) / bound.doubleValue());
        }
    }

    /** Called for a value that lies between two. */
    public static void between(Object actual, Object low, Object high) {
        if (areDecimal(actual, low)) {
            double middle = (number(low) + number(high)) / 2;
            record("between", Math.abs(number(actual) - middle) / (number(high) - middle));
        }
    }

    /** Called for two values of which the first is smaller. */
    public static void ratio(String kind, Object smaller, Object larger) {
        if (areDecimal(smaller, larger) && number(smaller) >= 0 && number(larger) > 0) {
            record(kind, number(smaller) / number(larger));
        }
    }

    private static boolean areDecimal(Object a, Object b) {
        return (a instanceof Double || a instanceof Float) && b instanceof Number;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void record(String kind, double share) {
        String place = STACK.walk(frames -> frames.filter(
                                frame -> frame.getClassName().startsWith("lab.obscura.")
                                        && !frame.getClassName().startsWith("lab.obscura.margin."))
                        .findFirst()
                        .map(frame -> frame.getFileName().replace(".java", "") + ":" + frame.getLineNumber()))
                .orElse("?");
        synchronized (LARGEST) {
            LARGEST.merge(place + "\t" + kind, share, Math::max);
        }
    }

    private static void write(Path file) {
        var lines = new StringBuilder();
        synchronized (LARGEST) {
            LARGEST.forEach((place, share) -> lines.append(String.format(Locale.ROOT, "%.4f\t%s%n", share, place)));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
