package lab.obscura.engine.metric;

import lab.obscura.engine.data.images.ImageShape;

/**
 * An original and what was made of it, for all metrics together: what several of them need is worked out once. For one thread.
 */
public final class ImagePair {

    private final ComparedImage original;
    private final ComparedImage rebuilt;
    private double squaredError = Double.NaN;
    private double[] product = new double[0];
    private double similarity = Double.NaN;

    /** @throws IllegalArgumentException when they differ in shape */
    public ImagePair(ComparedImage original, ComparedImage rebuilt) {
        if (!original.shape().equals(rebuilt.shape())) {
            throw new IllegalArgumentException(
                    "Both images need one shape, have " + original.shape() + " and " + rebuilt.shape());
        }
        this.original = original;
        this.rebuilt = rebuilt;
    }

    /** Of two images that nobody else looks at; each in [0, 1], rows, columns, channels. */
    public static ImagePair of(float[] original, float[] rebuilt, ImageShape shape) {
        return new ImagePair(new ComparedImage(original, shape), new ComparedImage(rebuilt, shape));
    }

    public float[] original() {
        return original.pixels();
    }

    public float[] rebuilt() {
        return rebuilt.pixels();
    }

    public ImageShape shape() {
        return original.shape();
    }

    /** Mean of the squared differences. */
    double squaredError() {
        if (Double.isNaN(squaredError)) {
            squaredError = MeanSquaredError.between(original(), rebuilt(), shape());
        }
        return squaredError;
    }

    ComparedImage first() {
        return original;
    }

    ComparedImage second() {
        return rebuilt;
    }

    /** The smoothed products of their values. */
    double[] product() {
        if (product.length == 0) {
            product = StructuralSimilarity.smoothed(
                    StructuralSimilarity.product(original.values(), rebuilt.values()), shape());
        }
        return product;
    }

    /** Structural similarity at this size. */
    double similarity() {
        if (Double.isNaN(similarity)) {
            similarity = StructuralSimilarity.between(this);
        }
        return similarity;
    }

    /** Both at half the size. */
    ImagePair half() {
        return new ImagePair(original.half(), rebuilt.half());
    }
}
