package lab.obscura.engine.data.shapes;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lab.obscura.engine.seed.RandomStream;

/** The background of a {@link Scene}: a gradient between two colors, stripes, a chessboard, or soft lights. */
final class Backdrop {

    private enum Kind {
        GRADIENT,
        STRIPES,
        CHESSBOARD,
        LIGHTS
    }

    private final Kind kind;
    private final double[] first;
    private final double[] second;
    private final double cos;
    private final double sin;
    private final double phase;
    private final double period;
    private final double spotX;
    private final double spotY;
    private final double spotRadius;

    Backdrop(RandomStream random) {
        this.kind = Kind.values()[random.nextInt(Kind.values().length)];
        this.first = randomColor(random);
        this.second = kind == Kind.GRADIENT || kind == Kind.LIGHTS ? randomColor(random) : near(first, random);
        double angle = random.between(-3.1416, 3.1416);
        this.cos = StrictMath.cos(angle);
        this.sin = StrictMath.sin(angle);
        this.phase = random.nextDouble();
        this.period = random.between(5, 12);
        this.spotX = random.between(0, Scene.SIZE);
        this.spotY = random.between(0, Scene.SIZE);
        this.spotRadius = random.between(10, 26);
    }

    static List<String> kinds() {
        return Stream.of(Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Place of its kind among {@link #kinds}. */
    int kindIndex() {
        return kind.ordinal();
    }

    double[] meanColor() {
        return new double[] {(first[0] + second[0]) / 2, (first[1] + second[1]) / 2, (first[2] + second[2]) / 2};
    }

    /** The color at a place, into {@code pixel}. */
    void color(double x, double y, double[] pixel) {
        double share = share(x, y);
        for (int c = 0; c < 3; c++) {
            pixel[c] = first[c] + (second[c] - first[c]) * share;
        }
    }

    private double share(double x, double y) {
        double along = (x - Scene.SIZE / 2.0) * cos + (y - Scene.SIZE / 2.0) * sin;
        double across = (y - Scene.SIZE / 2.0) * cos - (x - Scene.SIZE / 2.0) * sin;
        return switch (kind) {
            case GRADIENT -> Math.max(0, Math.min(1, along / (1.3 * Scene.SIZE) + 0.5));
            case STRIPES -> wave(along);
            case CHESSBOARD -> {
                double a = wave(along);
                double b = wave(across);
                yield a + b - 2 * a * b;
            }
            case LIGHTS -> {
                double dx = x - spotX;
                double dy = y - spotY;
                double near = Math.max(0, 1 - (dx * dx + dy * dy) / (spotRadius * spotRadius));
                yield near * near;
            }
        };
    }

    /** A square wave with soft edges, between 0 and 1. */
    private double wave(double along) {
        double position = along / period + phase;
        double triangle = Math.abs(2 * (position - Math.floor(position)) - 1);
        return Math.max(0, Math.min(1, (triangle - 0.5) * period / 2 + 0.5));
    }

    /** A color of any hue, neither black nor white. */
    static double[] randomColor(RandomStream random) {
        double hue = random.nextDouble() * 6;
        double saturation = random.between(0.2, 0.95);
        double value = random.between(0.35, 1);
        double[] color = new double[3];
        for (int c = 0; c < 3; c++) {
            double k = (5 - 2 * c + hue) % 6;
            color[c] = value - value * saturation * Math.max(0, Math.min(Math.min(k, 4 - k), 1));
        }
        return color;
    }

    private static double[] near(double[] color, RandomStream random) {
        double[] result = new double[3];
        for (int c = 0; c < 3; c++) {
            result[c] = Math.max(0, Math.min(1, color[c] + random.between(-0.25, 0.25)));
        }
        return result;
    }
}
