package lab.obscura.engine.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.LabeledImages;

/**
 * What an attacker reaches without looking at any feature: guessing the mean color of its own images everywhere. An attack that
 * does worse than this has failed, and its error says nothing about privacy.
 */
public final class ConstantGuess {

    /** By what share of the guess's error an attack has to be below it. */
    private static final double NEARLY = 0.95;

    private ConstantGuess() {}

    /** Whether a constant guess is as good as an attack with this error: 95 % of the guess's error or more. */
    public static boolean isAsGood(double error, double guess) {
        return !(error < NEARLY * guess);
    }

    /** One image of the attacker's mean color, rows, columns, channels. */
    public static float[] from(LabeledImages attackers) {
        int channels = attackers.shape().channels();
        double[] sums = new double[channels];
        float[] image = new float[attackers.shape().size()];
        for (int i = 0; i < attackers.count(); i++) {
            attackers.copyTo(i, image, 0);
            for (int j = 0; j < image.length; j++) {
                sums[j % channels] += image[j];
            }
        }
        double pixels = (double) attackers.count() * image.length / channels;
        for (int j = 0; j < image.length; j++) {
            image[j] = (float) (sums[j % channels] / pixels);
        }
        return image;
    }

    /** What that guess scores with each metric, averaged over the targets' images; see {@link MetricInfo#constantGuess()}. */
    public static Map<String, Double> scores(List<Metric> metrics, LabeledImages attackers, LabeledImages targets) {
        float[] guess = from(attackers);
        var scores = new LinkedHashMap<String, Double>();
        for (Metric metric : metrics) {
            double[] ofImages = new double[targets.count()];
            Arrays.parallelSetAll(ofImages, i -> metric.of(targets.image(i), guess, targets.shape()));
            double sum = 0; // one after the other, so that the last digit depends on no machine
            for (double score : ofImages) {
                sum += score;
            }
            scores.put(metric.info().constantGuess(), sum / ofImages.length);
        }
        return scores;
    }
}
