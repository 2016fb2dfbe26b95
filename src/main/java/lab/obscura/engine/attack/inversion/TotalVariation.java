package lab.obscura.engine.attack.inversion;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Quantity;

/**
 * How rough images are: {@code TV = (sum of squared vertical differences / (C(H−1)W) + sum of squared horizontal differences /
 * (CH(W−1))) / n} over a group of n images ({@code docs/methods/attacks.md#maximum-likelihood}), or its square root.
 */
public record TotalVariation(ImageShape shape, Form form) {

    /** Which of the two. */
    public enum Form {
        SQUARED,
        ROOT
    }

    /** Below this the derivative of the square root is taken as if it stood here: at a constant image it is infinite. */
    private static final double SMALLEST = 1e-12;

    /**
     * Value of one group, and its gradient.
     *
     * @param values images, one after the other
     * @param from place of the group's first value
     * @param images in the group
     * @param weight factor of value and gradient
     * @param gradient the gradient is added to it
     * @return weight times the value
     */
    public double addGradient(float[] values, int from, int images, double weight, float[] gradient) {
        double variation = of(values, from, images);
        double derivative = isRoot() ? weight / (2 * Math.sqrt(Math.max(SMALLEST, variation))) : weight;
        int row = shape.width() * shape.channels();
        double vertical = 2 * derivative / count(shape.height() - 1, shape.width()) / images;
        double horizontal = 2 * derivative / count(shape.height(), shape.width() - 1) / images;
        for (int i = 0; i < images * shape.size(); i++) {
            int inImage = i % shape.size();
            if (inImage >= row) {
                addPair(values, from + i, from + i - row, vertical, gradient);
            }
            if (inImage % row >= shape.channels()) {
                addPair(values, from + i, from + i - shape.channels(), horizontal, gradient);
            }
        }
        return weight * (isRoot() ? Math.sqrt(variation) : variation);
    }

    /**
     * The squared form of one group where an engine keeps the images.
     *
     * @param images of the group, images × channels × rows × columns
     */
    public static Quantity squared(Quantity images) {
        long[] shape = images.shape();
        int rows = (int) shape[2];
        int columns = (int) shape[3];
        Quantity none = images.sum().times(0);
        Quantity vertical = rows == 1
                ? none
                : images.part(2, 1, rows - 1)
                        .minus(images.part(2, 0, rows - 1))
                        .square()
                        .mean();
        Quantity horizontal = columns == 1
                ? none
                : images.part(3, 1, columns - 1)
                        .minus(images.part(3, 0, columns - 1))
                        .square()
                        .mean();
        return vertical.plus(horizontal);
    }

    private boolean isRoot() {
        return form == Form.ROOT;
    }

    private static void addPair(float[] values, int a, int b, double factor, float[] gradient) {
        float derivative = (float) (factor * (values[a] - values[b]));
        gradient[a] += derivative;
        gradient[b] -= derivative;
    }

    private double of(float[] values, int from, int images) {
        int row = shape.width() * shape.channels();
        double vertical = 0;
        double horizontal = 0;
        for (int i = 0; i < images * shape.size(); i++) {
            int inImage = i % shape.size();
            double here = values[from + i];
            if (inImage >= row) {
                double difference = here - values[from + i - row];
                vertical += difference * difference;
            }
            if (inImage % row >= shape.channels()) {
                double difference = here - values[from + i - shape.channels()];
                horizontal += difference * difference;
            }
        }
        return (vertical / count(shape.height() - 1, shape.width())
                        + horizontal / count(shape.height(), shape.width() - 1))
                / images;
    }

    /** Pairs of neighbors in one direction; an image of one row has none, and none to divide by. */
    private double count(int rows, int columns) {
        return Math.max(1, (double) shape.channels() * rows * columns);
    }
}
