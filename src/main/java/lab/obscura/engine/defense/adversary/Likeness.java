package lab.obscura.engine.defense.adversary;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.metric.MultiScaleSimilarity;
import lab.obscura.engine.metric.SimilarityGradient;
import lab.obscura.engine.network.batch.Quantity;

/** How alike a batch of rebuilt images is to the originals, as a number with a gradient. */
public enum Likeness {
    /** Structural similarity, mean over the batch; grows as the images become alike. */
    SSIM {
        @Override
        Measured measure(float[] originals, float[] rebuilt, ImageShape shape) {
            int size = shape.size();
            int count = rebuilt.length / size;
            float[] gradient = new float[rebuilt.length];
            double sum = 0;
            for (int i = 0; i < count; i++) {
                var derivative = SimilarityGradient.of(
                        doubles(originals, i * size, size), doubles(rebuilt, i * size, size), shape);
                sum += derivative.value();
                for (int d = 0; d < size; d++) {
                    gradient[i * size + d] = (float) (derivative.gradient()[d] / count);
                }
            }
            return new Measured(sum / count, gradient);
        }

        @Override
        Quantity of(Quantity originals, Quantity rebuilt, ImageShape shape) {
            return originals
                    .similarity(rebuilt, MultiScaleSimilarity.rule(shape))
                    .mean();
        }

        @Override
        double sign() {
            return 1;
        }
    },
    /** Squared error, mean over all values; falls as the images become alike. */
    MSE {
        @Override
        Measured measure(float[] originals, float[] rebuilt, ImageShape shape) {
            float[] gradient = new float[rebuilt.length];
            double sum = 0;
            for (int i = 0; i < rebuilt.length; i++) {
                double difference = rebuilt[i] - originals[i];
                sum += difference * difference;
                gradient[i] = (float) (2 * difference / rebuilt.length);
            }
            return new Measured(sum / rebuilt.length, gradient);
        }

        @Override
        Quantity of(Quantity originals, Quantity rebuilt, ImageShape shape) {
            return rebuilt.minus(originals).square().mean();
        }

        @Override
        double sign() {
            return -1;
        }
    };

    /**
     * Value and gradient with respect to the rebuilt images.
     *
     * @param gradient of the value
     */
    public record Measured(double value, float[] gradient) {}

    abstract Measured measure(float[] originals, float[] rebuilt, ImageShape shape);

    /** The same value where an engine keeps the images. */
    abstract Quantity of(Quantity originals, Quantity rebuilt, ImageShape shape);

    /** 1 when more is more alike, −1 when less is. */
    abstract double sign();

    private static double[] doubles(float[] values, int from, int count) {
        double[] result = new double[count];
        for (int i = 0; i < count; i++) {
            result[i] = values[from + i];
        }
        return result;
    }
}
