package lab.obscura.engine.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.data.images.LabeledImages;

/**
 * What an attacker reaches without looking at any feature: guessing the same picture for every target. An attack that does worse
 * than this has failed, and its error says nothing about privacy.
 *
 * <p>{@code g(p) = 1/n · Σ x_i(p)}, the mean of the attacker's n own images pixel by pixel: among all constant pictures the one with
 * the least squared error on them. An attacker without images knows no more than what colors such pictures have: {@code g(p)} is
 * then the mean of each channel over all pixels of borrowed images.
 */
public final class ConstantGuess {

    /** Version 1 was the mean color for every attacker. Stands beside each attack under {@link #VERSION_NAME}. */
    public static final MetricVersion VERSION =
            new MetricVersion(2, "the mean of the attacker's own images, pixel by pixel; without any, the mean color");

    /** Name in an attack's means of the version of its guess; missing beside attacks of version 1. */
    public static final String VERSION_NAME = "constantGuess.version";

    /** By what share of the guess's error an attack has to be below it. */
    private static final double NEARLY = 0.95;

    private ConstantGuess() {}

    /** Whether a constant guess is as good as an attack with this error: 95 % of the guess's error or more. */
    public static boolean isAsGood(double error, double guess) {
        return !(error < NEARLY * guess);
    }

    /** The mean of these images, pixel by pixel: rows, columns, channels. */
    public static float[] meanPicture(LabeledImages own) {
        double[] sums = new double[own.shape().size()];
        float[] image = new float[sums.length];
        for (int i = 0; i < own.count(); i++) {
            own.copyTo(i, image, 0);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += image[j];
            }
        }
        for (int j = 0; j < image.length; j++) {
            image[j] = (float) (sums[j] / own.count());
        }
        return image;
    }

    /** The mean color of these images everywhere. */
    public static float[] meanColor(LabeledImages borrowed) {
        int channels = borrowed.shape().channels();
        float[] image = meanPicture(borrowed);
        double[] sums = new double[channels];
        for (int j = 0; j < image.length; j++) {
            sums[j % channels] += image[j];
        }
        for (int j = 0; j < image.length; j++) {
            image[j] = (float) (sums[j % channels] * channels / image.length);
        }
        return image;
    }

    /**
     * What a guess scores with each metric, averaged over the targets' images; see {@link MetricInfo#constantGuess()}.
     *
     * @param ofImages of the guess beside each image
     */
    public static Map<String, Double> means(Map<Metric, double[]> ofImages) {
        var means = new LinkedHashMap<String, Double>();
        ofImages.forEach((metric, scores) -> {
            double sum = 0; // one after the other, so that the last digit depends on no machine
            for (double score : scores) {
                sum += score;
            }
            means.put(metric.info().constantGuess(), sum / scores.length);
        });
        return means;
    }
}
