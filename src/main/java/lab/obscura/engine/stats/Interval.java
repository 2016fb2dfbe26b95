package lab.obscura.engine.stats;

/** A closed range of numbers, low to high. */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("An interval goes from low to high, was " + low + " to " + high);
        }
    }

    /** Whether a number lies in it; the ends belong to it. */
    public boolean holds(double value) {
        return low <= value && value <= high;
    }
}
