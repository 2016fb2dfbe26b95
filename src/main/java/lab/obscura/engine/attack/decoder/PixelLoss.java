package lab.obscura.engine.attack.decoder;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.metric.MultiScaleSimilarity;
import lab.obscura.engine.metric.SimilarityGradient;
import lab.obscura.engine.network.batch.Quantity;

/** How far a decoder's images are from the originals, as it is told while it learns; {@code docs/methods/attacks.md#decoder}. */
enum PixelLoss {
    /** {@code mean (o − x)²}. */
    MSE {
        @Override
        double add(float[] output, float[] target, ImageShape shape, float[] gradient) {
            double sum = 0;
            for (int i = 0; i < output.length; i++) {
                double difference = output[i] - target[i];
                sum += difference * difference;
                gradient[i] += (float) (2 * difference / output.length);
            }
            return sum / output.length;
        }

        @Override
        Quantity of(Quantity output, Quantity target, ImageShape shape) {
            return output.minus(target).square().mean();
        }
    },
    /** {@code mean |o − x|}. */
    L1 {
        @Override
        double add(float[] output, float[] target, ImageShape shape, float[] gradient) {
            double sum = 0;
            for (int i = 0; i < output.length; i++) {
                double difference = output[i] - target[i];
                sum += Math.abs(difference);
                gradient[i] += (float) (Math.signum(difference) / output.length);
            }
            return sum / output.length;
        }

        @Override
        Quantity of(Quantity output, Quantity target, ImageShape shape) {
            return output.minus(target).absolute().mean();
        }
    },
    /** {@code 1 − mean SSIM(x, o)}, with the window of the metric {@code ssim}. */
    SSIM {
        @Override
        double add(float[] output, float[] target, ImageShape shape, float[] gradient) {
            int size = shape.size();
            int count = output.length / size;
            double sum = 0;
            for (int image = 0; image < count; image++) {
                int start = image * size;
                var likeness = SimilarityGradient.of(doubles(target, start, size), doubles(output, start, size), shape);
                sum += 1 - likeness.value();
                for (int i = 0; i < size; i++) {
                    gradient[start + i] -= (float) (likeness.gradient()[i] / count);
                }
            }
            return sum / count;
        }

        @Override
        Quantity of(Quantity output, Quantity target, ImageShape shape) {
            return output.similarity(target, MultiScaleSimilarity.rule(shape))
                    .mean()
                    .times(-1)
                    .plus(1);
        }
    },
    /** The sum of the first and the third. */
    MSE_SSIM {
        @Override
        double add(float[] output, float[] target, ImageShape shape, float[] gradient) {
            return MSE.add(output, target, shape, gradient) + SSIM.add(output, target, shape, gradient);
        }

        @Override
        Quantity of(Quantity output, Quantity target, ImageShape shape) {
            return MSE.of(output, target, shape).plus(SSIM.of(output, target, shape));
        }
    };

    /**
     * The loss of a batch.
     *
     * @param shape of one image
     * @param gradient to which that of the loss with respect to the output is added
     */
    abstract double add(float[] output, float[] target, ImageShape shape, float[] gradient);

    /** The same value where an engine keeps the images. */
    abstract Quantity of(Quantity output, Quantity target, ImageShape shape);

    private static double[] doubles(float[] values, int start, int count) {
        double[] doubles = new double[count];
        for (int i = 0; i < count; i++) {
            doubles[i] = values[start + i];
        }
        return doubles;
    }
}
