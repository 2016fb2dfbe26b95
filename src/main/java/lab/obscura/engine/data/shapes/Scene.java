package lab.obscura.engine.data.shapes;

import lab.obscura.engine.seed.RandomStream;

/**
 * One picture of the data set {@code shapes}: a lit figure with a soft shadow before a background. Uses only operations whose
 * result is the same on every machine (StrictMath, and Math.sqrt, abs, min, max).
 */
final class Scene {

    static final int SIZE = 32;

    private final Outline outline;
    private final Backdrop backdrop;
    private final double centerX;
    private final double centerY;
    private final double radius;
    private final double cos;
    private final double sin;
    private final double[] color;
    private final double[] edgeColor;
    private final double lightX;
    private final double lightY;
    private final double shadow;
    private final double shadowX;
    private final double shadowY;
    private final double exposure;
    private final RandomStream grain;

    Scene(Outline outline, RandomStream random) {
        this.outline = outline;
        this.radius = random.between(7.5, 13);
        double margin = Math.max(0, SIZE / 2.0 - radius * 0.95);
        this.centerX = SIZE / 2.0 + random.between(-margin, margin);
        this.centerY = SIZE / 2.0 + random.between(-margin, margin);
        // Most figures stand roughly upright, as things in photographs do.
        double angle = random.between(-0.6, 0.6) + (random.nextDouble() < 0.25 ? random.between(-3.1416, 3.1416) : 0);
        this.cos = StrictMath.cos(angle);
        this.sin = StrictMath.sin(angle);
        this.backdrop = new Backdrop(random);
        this.color = farFrom(backdrop.meanColor(), random);
        double shade = random.between(0.35, 0.8);
        this.edgeColor = new double[] {color[0] * shade, color[1] * shade, color[2] * shade};
        double light = random.between(-3.1416, 3.1416);
        double strength = random.between(0.1, 0.4);
        this.lightX = StrictMath.cos(light) * strength;
        this.lightY = StrictMath.sin(light) * strength;
        this.shadow = random.nextDouble() < 0.7 ? random.between(0.2, 0.55) : 0;
        this.shadowX = -StrictMath.cos(light) * radius * 0.18;
        this.shadowY = -StrictMath.sin(light) * radius * 0.18;
        this.exposure = random.between(0.8, 1.1);
        this.grain = random;
    }

    /** Place of the background's kind among those there are. */
    int background() {
        return backdrop.kindIndex();
    }

    /** Writes the 32×32×3 bytes of the picture, rows first. */
    void paint(byte[] target, int offset) {
        double[] pixel = new double[3];
        int at = offset;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                backdrop.color(x + 0.5, y + 0.5, pixel);
                paintFigure(x + 0.5, y + 0.5, pixel);
                double noise = (grain.nextDouble() - 0.5) * 0.02;
                for (int c = 0; c < 3; c++) {
                    double value = Math.max(0, Math.min(1, pixel[c] * exposure + noise));
                    target[at++] = (byte) (int) (value * 255 + 0.5);
                }
            }
        }
    }

    private void paintFigure(double x, double y, double[] pixel) {
        if (shadow > 0) {
            double depth = shadow * ramp(-distance(x - shadowX, y - shadowY) / 4 + 0.5);
            for (int c = 0; c < 3; c++) {
                pixel[c] *= 1 - depth;
            }
        }
        double distance = distance(x, y);
        double cover = ramp(0.5 - distance);
        if (cover == 0) {
            return;
        }
        double inner = ramp(-distance / 1.5 - 0.3);
        double light = 1 + ((x - centerX) * lightX + (y - centerY) * lightY) / radius;
        for (int c = 0; c < 3; c++) {
            double figure = (edgeColor[c] + (color[c] - edgeColor[c]) * inner) * light;
            pixel[c] += (figure - pixel[c]) * cover;
        }
    }

    /** Distance to the outline in pixels. */
    private double distance(double x, double y) {
        double dx = (x - centerX) / radius;
        double dy = (y - centerY) / radius;
        return outline.distance(cos * dx + sin * dy, cos * dy - sin * dx) * radius;
    }

    private static double ramp(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** A color that the eye can tell from the background, though not always easily. */
    private static double[] farFrom(double[] background, RandomStream random) {
        double[] color = Backdrop.randomColor(random);
        for (int attempt = 0; attempt < 40 && difference(color, background) < 0.35; attempt++) {
            color = Backdrop.randomColor(random);
        }
        return color;
    }

    private static double difference(double[] a, double[] b) {
        double red = a[0] - b[0];
        double green = a[1] - b[1];
        double blue = a[2] - b[2];
        return Math.sqrt(red * red + green * green + blue * blue);
    }
}
