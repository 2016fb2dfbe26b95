package lab.obscura.engine.stats;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The error that a family of strengths of one defense reaches at an accuracy, for one seed. At accuracy x counts the largest error of
 * all strengths with accuracy x or more, since whoever accepts a worse accuracy may also take the better one; between neighboring
 * strengths it is interpolated linearly. Beyond its ends the curve says nothing.
 */
public final class TradeOffCurve {

    /** Accuracy → largest error at that accuracy or above. */
    private final NavigableMap<Double, Double> attainable = new TreeMap<>();

    /** @param strengths at least one, in any order */
    public TradeOffCurve(Collection<TradeOff> strengths) {
        if (strengths.isEmpty()) {
            throw new IllegalArgumentException("A curve needs at least one strength");
        }
        strengths.forEach(point -> attainable.merge(point.accuracy(), point.error(), Math::max));
        double largest = 0;
        for (Map.Entry<Double, Double> point : attainable.descendingMap().entrySet()) {
            largest = Math.max(largest, point.getValue());
            point.setValue(largest);
        }
    }

    /** Empty where the family does not reach. */
    public OptionalDouble errorAt(double accuracy) {
        Map.Entry<Double, Double> below = attainable.floorEntry(accuracy);
        Map.Entry<Double, Double> above = attainable.ceilingEntry(accuracy);
        if (below == null || above == null) {
            return OptionalDouble.empty();
        }
        double width = above.getKey() - below.getKey();
        double share = width == 0 ? 0 : (accuracy - below.getKey()) / width;
        return OptionalDouble.of(below.getValue() + share * (above.getValue() - below.getValue()));
    }
}
