package lab.obscura.engine.stats;

/** A closed range of numbers, low to high. */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("An interval goes from low to high, was " + low + " to " + high);
        }
    }

    /** Whether the two ranges have a number in common; touching counts. */
    public boolean overlaps(Interval other) {
        return low <= other.high && other.low <= high;
    }
}
