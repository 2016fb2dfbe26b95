package lab.obscura.engine.defense.dependence;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.network.decoder.InverseNetworks;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Pointwise.Activation;

/**
 * CLUB's guess of an image from a feature as a normal distribution: a network whose outputs are, for every pixel, first the means of its
 * channels, then what becomes the logarithms of their variances: {@code v = 10 tanh(o / 10)}, which leaves all but absurd values as they
 * are. A narrower limit would make the guess vaguer than what is known, and then the bound is none any more. {@code
 * docs/methods/leakage-estimators.md#club}.
 */
public final class NormalGuess {

    /** No logarithm of a variance lies further from 0; a perfect guess would make it −∞. */
    private static final double FARTHEST = 10;

    private static final int HIDDEN = 64;
    private static final NetworkSpec.Init INIT = NetworkSpec.Init.KAIMING_UNIFORM;

    private NormalGuess() {}

    /**
     * The layers: two outputs for each value of the image. Convolutions for images, two dense layers for vectors.
     *
     * @throws IllegalArgumentException when the image is not the feature's size times a power of two
     */
    public static NetworkSpec layers(ImageShape feature, ImageShape image) {
        if (image.height() * image.width() == 1) {
            return new Sequence(List.of(
                    Dense.of(feature.size(), HIDDEN, INIT),
                    new Activation(NetworkSpec.Function.RELU),
                    Dense.of(HIDDEN, 2 * image.size(), INIT)));
        }
        return InverseNetworks.of(feature, new ImageShape(image.height(), image.width(), 2 * image.channels()));
    }

    /**
     * What the guess learns to make small, {@code mean_i,d ((μ − x)² / exp(v) + v)}.
     *
     * @param gradient with respect to the outputs, as many values; overwritten
     */
    public static double likelihood(float[] output, float[] x, int channels, float[] gradient) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            int mean = placeOfMean(i, channels);
            double logVariance = logVariance(output[mean + channels]);
            double precision = Math.exp(-logVariance);
            double difference = output[mean] - x[i];
            sum += difference * difference * precision + logVariance;
            gradient[mean] = (float) (2 * difference * precision / x.length);
            double derivative = 1 - difference * difference * precision;
            gradient[mean + channels] = (float) (derivative * derivativeOfTanh(logVariance) / x.length);
        }
        return sum / x.length;
    }

    /**
     * As {@link #likelihood}, where an engine keeps the outputs.
     *
     * @param output images × means and logarithms of all channels × rows × columns
     */
    public static Quantity likelihood(Quantity output, Quantity x) {
        Quantity logVariance = logVariance(output, x);
        return mean(output, x)
                .minus(x)
                .square()
                .times(logVariance.times(-1).exponential())
                .plus(logVariance)
                .mean();
    }

    /** As {@link #contrast} with the images themselves for the others, divided by all their values. */
    public static Quantity contrast(Quantity output, Quantity x) {
        Quantity mean = mean(output, x);
        Quantity others = mean.square()
                .minus(mean.times(x.mean(0)).times(2))
                .plus(x.square().mean(0));
        return others.minus(mean.minus(x).square())
                .times(logVariance(output, x).times(-1).exponential())
                .mean()
                .times(0.5);
    }

    private static Quantity mean(Quantity output, Quantity x) {
        return output.part(1, 0, (int) x.shape()[1]);
    }

    private static Quantity logVariance(Quantity output, Quantity x) {
        int channels = (int) x.shape()[1];
        return output.part(1, channels, channels)
                .times(1 / FARTHEST)
                .hyperbolicTangent()
                .times(FARTHEST);
    }

    /** Over all images, value by value: the mean over every other image follows from them. */
    public record Moments(double[] first, double[] second) {

        public static Moments of(float[] x, int size) {
            double count = (double) x.length / size;
            double[] first = new double[size];
            double[] second = new double[size];
            for (int i = 0; i < x.length; i++) {
                first[i % size] += x[i] / count;
                second[i % size] += x[i] * (double) x[i] / count;
            }
            return new Moments(first, second);
        }
    }

    /**
     * How much better each guess fits its own image than all others, {@code Σ_i,d [mean_j (μ_i − x_j)² − (μ_i − x_i)²] / (2 exp(v_i))}.
     * Divided by the number of guesses it is CLUB's bound in nats.
     *
     * @param x the guessed images
     * @param all of the images that count as others
     * @param gradient with respect to the outputs, as many values; overwritten
     */
    public static double contrast(float[] output, float[] x, Moments all, int channels, float[] gradient) {
        int size = all.first().length;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            int place = placeOfMean(i, channels);
            double mean = output[place];
            double logVariance = logVariance(output[place + channels]);
            double precision = Math.exp(-logVariance);
            double right = mean - x[i];
            double others = mean * mean - 2 * mean * all.first()[i % size] + all.second()[i % size];
            double term = (others - right * right) * precision / 2;
            sum += term;
            gradient[place] = (float) ((x[i] - all.first()[i % size]) * precision);
            gradient[place + channels] = (float) (-term * derivativeOfTanh(logVariance));
        }
        return sum;
    }

    private static int placeOfMean(int value, int channels) {
        return value / channels * 2 * channels + value % channels;
    }

    private static double logVariance(double output) {
        return FARTHEST * Math.tanh(output / FARTHEST);
    }

    private static double derivativeOfTanh(double logVariance) {
        return 1 - Math.pow(logVariance / FARTHEST, 2);
    }
}
