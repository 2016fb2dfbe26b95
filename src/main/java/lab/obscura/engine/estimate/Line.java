package lab.obscura.engine.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * How the seconds of a stage grow with its work: a start, in which libraries are loaded and code is compiled, and so much for every
 * multiply-add. The estimator of Theil and Sen, the median of all slopes, because a busy machine makes single runs slow.
 */
record Line(double start, double slope) {

    /** The start where runs of one size cannot tell it, but never more than half of a stage. */
    private static final double USUAL_START_SECONDS = 3;

    /** Works nearer to each other say nothing about the slope. */
    private static final double APART = 1.3;

    /** A finished stage. */
    record Point(double work, double seconds) {}

    /** @param points at least one */
    static Line through(List<Point> points) {
        var slopes = new ArrayList<Double>();
        for (Point a : points) {
            points.stream()
                    .filter(b -> b.work() > APART * a.work())
                    .forEach(b -> slopes.add((b.seconds() - a.seconds()) / (b.work() - a.work())));
        }
        double slope = slopes.isEmpty() ? 0 : median(slopes);
        double start =
                median(points.stream().map(p -> p.seconds() - slope * p.work()).toList());
        return slope > 0 && start >= 0 ? new Line(start, slope) : ofOneSize(points);
    }

    private static Line ofOneSize(List<Point> points) {
        double seconds = median(points.stream().map(Point::seconds).toList());
        double work = median(points.stream().map(Point::work).toList());
        double start = Math.min(USUAL_START_SECONDS, seconds / 2);
        return new Line(start, (seconds - start) / work);
    }

    double seconds(double work) {
        return start + slope * work;
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
