package lab.obscura.engine.data.shapes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The ten figures of the data set {@code shapes}, in label order. Each is a signed distance in figure coordinates, where the
 * figure fills about the unit disc: negative inside, positive outside.
 */
enum Outline {
    DISC((x, y) -> length(x, y) - 0.92),
    SQUARE((x, y) -> Math.max(Math.abs(x), Math.abs(y)) - 0.8),
    TRIANGLE((x, y) -> Math.max(0.8660254 * Math.abs(x) + 0.5 * y, -y) - 0.55),
    STAR(Outline::star),
    RING((x, y) -> Math.abs(length(x, y) - 0.72) - 0.23),
    CROSS((x, y) ->
            Math.min(Math.max(Math.abs(x) - 0.98, Math.abs(y) - 0.3), Math.max(Math.abs(x) - 0.3, Math.abs(y) - 0.98))),
    CRESCENT((x, y) -> Math.max(length(x, y) - 0.98, 0.78 - length(x - 0.5, y))),
    HEART(Outline::heart),
    BARS((x, y) -> Math.max(Math.min(Math.abs(x), Math.abs(Math.abs(x) - 0.7)) - 0.2, Math.abs(y) - 0.9)),
    HOURGLASS((x, y) -> Math.max(0.8 * (Math.abs(x) - 0.08) - 0.6 * Math.abs(y), Math.abs(y) - 0.9));

    /** Distance to the outline. */
    private interface Distance {
        double at(double x, double y);
    }

    private final Distance distance;

    Outline(Distance distance) {
        this.distance = distance;
    }

    double distance(double x, double y) {
        return distance.at(x, y);
    }

    static List<String> names() {
        return Arrays.stream(values())
                .map(outline -> outline.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static double length(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }

    /** Five points: the plane is folded onto one tenth of the star, whose edge is one line. */
    private static double star(double x, double y) {
        double cos36 = 0.809016994375;
        double sin36 = 0.587785252292;
        double px = Math.abs(x);
        double py = y;
        double first = 2 * Math.max(cos36 * px - sin36 * py, 0);
        px -= first * cos36;
        py += first * sin36;
        double second = 2 * Math.max(-cos36 * px - sin36 * py, 0);
        px = Math.abs(px + second * cos36);
        py += second * sin36;
        // The edge runs from the outer point (0, 1) to the inner point at 36 degrees and radius 0.42.
        double ex = 0.42 * sin36;
        double ey = 0.42 * cos36 - 1;
        return (px * -ey + (py - 1) * ex) / length(ex, ey);
    }

    /** The heart of Quilez's collection of distance functions, scaled to the unit disc. */
    private static double heart(double x, double y) {
        double px = Math.abs(x) * 0.62;
        double py = 0.58 - y * 0.62;
        if (px + py > 1) {
            return (length(px - 0.25, py - 0.75) - 0.35355339) / 0.62;
        }
        double half = 0.5 * Math.max(px + py, 0);
        double nearest = Math.min(length(px, py - 1), length(px - half, py - half));
        return Math.signum(px - py) * nearest / 0.62;
    }
}
