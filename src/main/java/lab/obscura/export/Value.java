package lab.obscura.export;

import java.util.Locale;
import java.util.Optional;
import lab.obscura.result.summary.Spread;

/** What stands in a cell of a table for people. */
public sealed interface Value {

    /** Where nothing was measured. */
    Value NONE = new None();

    /** Words of any origin. */
    record Text(String words) implements Value {}

    /** A number without a spread, such as a count. */
    record Plain(double number) implements Value {}

    /** A mean with what is known of its interval. */
    record Measured(Spread spread) implements Value {}

    /** Nothing. */
    record None() implements Value {}

    static Value text(String words) {
        return words.isEmpty() ? NONE : new Text(words);
    }

    /** @param number null where there is none */
    static Value plain(Number number) {
        return number == null ? NONE : new Plain(number.doubleValue());
    }

    /** @param spread null where there is none */
    static Value of(Spread spread) {
        return spread == null ? NONE : new Measured(spread);
    }

    /** What is compared to find the best of a column; empty for what is no number. */
    default Optional<Double> size() {
        if (this instanceof Measured measured) {
            return Optional.of(measured.spread().mean());
        }
        return this instanceof Plain plain ? Optional.of(plain.number()) : Optional.empty();
    }

    /** The mean as its column writes it, without interval; empty for what is no number. */
    default String mean(Column column) {
        if (this instanceof Measured measured) {
            return fixed(measured.spread().mean() * column.factor(), column.digits(half(column)));
        }
        return this instanceof Plain plain ? fixed(plain.number() * column.factor(), column.digits()) : "";
    }

    /** The half interval as its column writes it; empty where there is none. */
    default String interval(Column column) {
        double half = half(column);
        return Double.isFinite(half) ? fixed(half, column.digits(half)) : "";
    }

    private double half(Column column) {
        boolean isKnown = this instanceof Measured measured && measured.spread().interval() != null;
        return isKnown ? ((Measured) this).spread().interval() * column.factor() : Double.NaN;
    }

    private static String fixed(double number, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }
}
