package lab.obscura.engine.metric;

import java.util.Locale;

/**
 * How the numbers of a metric are written, wherever they are shown.
 *
 * @param heading of a column, as papers write it: {@code PSNR}
 * @param unit as in {@code dB}; empty for a plain number
 * @param digits behind the point
 */
public record Notation(String heading, String unit, int digits) {

    /** The number without its unit, as in a column. */
    public String number(double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** The number with its unit, as in a sentence. */
    public String text(double value) {
        return unit.isEmpty() ? number(value) : number(value) + " " + unit;
    }
}
