package lab.obscura.experiment.lists;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Lists in short: {@code 1-5} for whole numbers, {@code 0.01..0.16 log 5} for five numbers of equal ratio, {@code 0..1 5} or
 * {@code 0..1 linear 5} for five of equal distance, both ends included. Values between are rounded to six significant digits, so that the
 * same text gives the same definitions on every machine, and people can read them.
 */
final class ValueRange {

    /** More than any study may have runs. */
    private static final int MOST = 5_000;

    private static final MathContext DIGITS = new MathContext(6);
    private static final String NUMBER = "[+-]?\\d{1,15}(?:\\.\\d{1,15})?(?:[eE][+-]?\\d{1,2})?";
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,16})-(\\d{1,16})");
    private static final Pattern STEPS =
            Pattern.compile("(" + NUMBER + ")\\.\\.(" + NUMBER + ")(?:\\s+(log|linear))?\\s+(\\d{1,5})");

    private ValueRange() {}

    /** Whether a text is meant as a range; {@link #of} may still find it wrong. */
    static boolean isMeant(String text) {
        return WHOLE.matcher(text.strip()).matches() || text.contains("..");
    }

    /** Its values; empty when it is none, or one that goes backwards, has fewer than two or more than 5 000 values, or log at or below 0. */
    static Optional<List<Object>> of(String text) {
        Matcher whole = WHOLE.matcher(text.strip());
        if (whole.matches()) {
            return whole(Long.parseLong(whole.group(1)), Long.parseLong(whole.group(2)));
        }
        Matcher steps = STEPS.matcher(text.strip());
        return steps.matches() ? steps(steps) : Optional.empty();
    }

    private static Optional<List<Object>> whole(long first, long last) {
        return last < first || last - first >= MOST
                ? Optional.empty()
                : Optional.of(LongStream.rangeClosed(first, last)
                        .<Object>mapToObj(ValueRange::number)
                        .toList());
    }

    private static Optional<List<Object>> steps(Matcher found) {
        var first = new BigDecimal(found.group(1));
        var last = new BigDecimal(found.group(2));
        int count = Integer.parseInt(found.group(4));
        boolean isLog = "log".equals(found.group(3));
        if (count < 2 || count > MOST || first.compareTo(last) >= 0 || isLog && first.signum() <= 0) {
            return Optional.empty();
        }
        return Optional.of(IntStream.range(0, count)
                .<Object>mapToObj(i -> {
                    if (i == 0 || i == count - 1) {
                        return number(i == 0 ? first : last);
                    }
                    double share = i / (count - 1.0);
                    return number(isLog ? ratio(first, last, share) : distance(first, last, i, count - 1));
                })
                .toList());
    }

    private static BigDecimal ratio(BigDecimal first, BigDecimal last, double share) {
        double ratio = last.doubleValue() / first.doubleValue();
        return new BigDecimal(first.doubleValue() * StrictMath.pow(ratio, share)).round(DIGITS);
    }

    private static BigDecimal distance(BigDecimal first, BigDecimal last, int step, int steps) {
        return last.subtract(first)
                .multiply(BigDecimal.valueOf(step))
                .divide(BigDecimal.valueOf(steps), MathContext.DECIMAL64)
                .add(first)
                .round(DIGITS);
    }

    /** As a JSON reader gives it: an int or a long where it is whole, else a double. */
    private static Object number(BigDecimal value) {
        boolean isWhole = value.stripTrailingZeros().scale() <= 0;
        return isWhole && value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0
                ? number(value.longValueExact())
                : (Object) value.doubleValue();
    }

    private static Object number(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }
}
