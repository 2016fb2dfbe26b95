package lab.obscura.engine.stats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The trade-offs that no other beats in both accuracy and error, and the area that they cover.
 *
 * @param points the accuracy rising, and with it the error falling
 */
public record Front(List<TradeOff> points) {

    public Front {
        points = List.copyOf(points);
    }

    /** Those of the points that no other dominates; equal ones count once. */
    public static Front of(Collection<TradeOff> points) {
        List<TradeOff> falling = points.stream()
                .sorted(Comparator.comparingDouble(TradeOff::accuracy)
                        .thenComparingDouble(TradeOff::error)
                        .reversed())
                .toList();
        List<TradeOff> best = new ArrayList<>();
        for (TradeOff point : falling) {
            if (best.isEmpty() || point.error() > best.get(0).error()) {
                best.add(0, point);
            }
        }
        return new Front(best);
    }

    /** The largest error of all points with this accuracy or more; 0 where none is so accurate. */
    public double error(double accuracy) {
        return points.stream()
                .filter(point -> point.accuracy() >= accuracy)
                .mapToDouble(TradeOff::error)
                .findFirst() // the accuracy rises, and the error falls with it
                .orElse(0);
    }

    /** The area that the points dominate above the reference (chance accuracy, error 0). */
    public double hypervolume(double chance) {
        double area = 0;
        double reached = chance;
        for (TradeOff point : points) {
            area += Math.max(0, point.accuracy() - reached) * point.error();
            reached = Math.max(reached, point.accuracy());
        }
        return area;
    }

    /**
     * The hypervolume as a share of (1 − chance) · guess: all that could be dominated by defenses against attackers that are better
     * than a guess.
     *
     * @param chance accuracy of guessing the class, below 1
     * @param guess error of the constant guess, above 0
     */
    public double share(double chance, double guess) {
        if (!(chance >= 0 && chance < 1 && guess > 0)) {
            throw new IllegalArgumentException(
                    "Chance must lie in 0 to 1 and the guess's error above 0, were " + chance + " and " + guess);
        }
        return hypervolume(chance) / ((1 - chance) * guess);
    }
}
