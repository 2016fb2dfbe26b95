package lab.obscura.engine.metric;

import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;

/**
 * An image with what similarities ask of it alone, worked out once however many metrics and other images it is compared with: its
 * smoothed values, its smoothed squares, and the same image at half the size. Safe for several threads: two may work out the same twice.
 */
public final class ComparedImage {

    private static final double[] NONE = {};

    private final float[] pixels;
    private final double[] values;
    private final ImageShape shape;
    private volatile double[] mean = NONE;
    private volatile double[] square = NONE;
    private volatile Optional<ComparedImage> half = Optional.empty();

    /** @param pixels in [0, 1], rows, columns, channels; must not change any more */
    public ComparedImage(float[] pixels, ImageShape shape) {
        this(pixels, values(pixels), shape);
        if (pixels.length != shape.size()) {
            throw new IllegalArgumentException(
                    "An image needs the " + shape.size() + " values of " + shape + ", has " + pixels.length);
        }
    }

    private ComparedImage(float[] pixels, double[] values, ImageShape shape) {
        this.pixels = pixels;
        this.values = values;
        this.shape = shape;
    }

    /** As they were handed in; none of an image that was made smaller. */
    float[] pixels() {
        return pixels;
    }

    double[] values() {
        return values;
    }

    ImageShape shape() {
        return shape;
    }

    /** Smoothed by the window. */
    double[] mean() {
        double[] known = mean;
        if (known == NONE) {
            known = StructuralSimilarity.smoothed(values, shape);
            mean = known;
        }
        return known;
    }

    /** The smoothed squares. */
    double[] square() {
        double[] known = square;
        if (known == NONE) {
            known = StructuralSimilarity.smoothed(StructuralSimilarity.product(values, values), shape);
            square = known;
        }
        return known;
    }

    /** By the mean of 2 × 2 pixels. A last row or column without a partner is left out. */
    ComparedImage half() {
        Optional<ComparedImage> known = half;
        if (known.isEmpty()) {
            var size = new ImageShape(shape.height() / 2, shape.width() / 2, shape.channels());
            known = Optional.of(new ComparedImage(new float[0], halved(size), size));
            half = known;
        }
        return known.get();
    }

    private double[] halved(ImageShape size) {
        int channels = shape.channels();
        int row = shape.width() * channels;
        int columns = size.width();
        double[] smaller = new double[size.size()];
        for (int i = 0; i < smaller.length; i++) {
            int y = i / (columns * channels);
            int x = i / channels % columns;
            int corner = 2 * y * row + 2 * x * channels + i % channels;
            smaller[i] = (values[corner]
                            + values[corner + channels]
                            + values[corner + row]
                            + values[corner + row + channels])
                    / 4;
        }
        return smaller;
    }

    private static double[] values(float[] pixels) {
        double[] values = new double[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i];
        }
        return values;
    }
}
