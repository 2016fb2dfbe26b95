package lab.obscura.engine.attack.generative;

import java.util.Arrays;
import lab.obscura.engine.attack.inversion.GradientSearch;

/**
 * A ball around each of several vectors, in the sum of absolute differences: what has left its ball is moved to the nearest place in it
 * (Duchi et al. 2008).
 *
 * @param centers one after the other
 * @param radius by the sum of the center's absolute values
 */
record OneNormBalls(float[] centers, int size, double radius) implements GradientSearch.Constraint {

    @Override
    public void apply(float[] guess) {
        for (int from = 0; from < guess.length; from += size) {
            var away = new double[size];
            double norm = 0;
            double sum = 0;
            for (int i = 0; i < size; i++) {
                away[i] = (double) guess[from + i] - centers[from + i];
                norm += Math.abs(centers[from + i]);
                sum += Math.abs(away[i]);
            }
            if (sum > radius * norm) {
                double threshold = threshold(away, radius * norm);
                for (int i = 0; i < size; i++) {
                    double kept = Math.max(0, Math.abs(away[i]) - threshold);
                    guess[from + i] = (float) (centers[from + i] + Math.copySign(kept, away[i]));
                }
            }
        }
    }

    /** The one t with {@code sum max(0, |a| − t) = limit}, which is below the sum of all |a|. */
    private static double threshold(double[] away, double limit) {
        double[] sorted = Arrays.stream(away).map(Math::abs).sorted().toArray();
        double sum = 0;
        double threshold = 0;
        for (int taken = 1; taken <= sorted.length; taken++) {
            double next = sorted[sorted.length - taken];
            sum += next;
            double candidate = (sum - limit) / taken;
            if (candidate >= next) {
                return threshold;
            }
            threshold = candidate;
        }
        return threshold;
    }
}
