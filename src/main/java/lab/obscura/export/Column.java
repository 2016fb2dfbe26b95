package lab.obscura.export;

import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.metric.Notation;

/**
 * A column of a table for people.
 *
 * @param heading with its unit
 * @param better which numbers are the best
 * @param factor numbers are multiplied by it before they are written
 * @param digits behind the point where no interval says how many count
 * @param isText whether it is set to the left
 */
public record Column(String heading, Better better, double factor, int digits, boolean isText) {

    /** Accuracy in percent. */
    public static final Column ACCURACY = new Column("Accuracy (%)", Better.HIGHER, 100, 2, false);

    private static final int MOST_DIGITS = 8;

    /** Which numbers are the best, for the defender. */
    public enum Better {
        HIGHER("↑"),
        LOWER("↓"),
        NEITHER("");

        private final String arrow;

        Better(String arrow) {
            this.arrow = arrow;
        }
    }

    public static Column text(String heading) {
        return new Column(heading, Better.NEITHER, 1, 0, true);
    }

    /** Numbers of which none is better. */
    public static Column number(String heading, int digits) {
        return new Column(heading, Better.NEITHER, 1, digits, false);
    }

    /** A metric of the catalog, or of a paper. */
    public static Column of(MetricInfo metric) {
        Notation notation = metric.notation();
        String unit = notation.unit().isEmpty() ? "" : " (" + notation.unit() + ")";
        Better better = metric.higherIsMorePrivate() ? Better.HIGHER : Better.LOWER;
        return new Column(notation.heading() + unit, better, 1, notation.digits(), false);
    }

    /** The heading with the arrow that says what is better. */
    public String title() {
        return better.arrow.isEmpty() ? heading : heading + " " + better.arrow;
    }

    /** The same under another heading. */
    public Column headed(String other) {
        return new Column(other, better, factor, digits, isText);
    }

    /**
     * How many digits behind the point count: the interval has two digits where its first is 1 or 2, else one, and the mean ends where
     * the interval does.
     *
     * @param half half interval in the unit of the column; not finite where it is not known
     */
    int digits(double half) {
        if (!Double.isFinite(half) || half <= 0) {
            return digits;
        }
        int power = (int) Math.floor(Math.log10(half));
        boolean needsTwo = half / Math.pow(10, power) < 2.95;
        return Math.max(0, Math.min(MOST_DIGITS, (needsTwo ? 1 : 0) - power));
    }
}
