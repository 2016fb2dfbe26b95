package lab.obscura.engine.metric;

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

    /** Mean squared error of that guess, averaged over the targets' images. */
    public static double meanSquaredError(LabeledImages attackers, LabeledImages targets) {
        float[] guess = from(attackers);
        double sum = 0;
        for (int i = 0; i < targets.count(); i++) {
            sum += MeanSquaredError.between(targets.image(i), guess, targets.shape());
        }
        return sum / targets.count();
    }
}
