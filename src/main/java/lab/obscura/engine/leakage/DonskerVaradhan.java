package lab.obscura.engine.leakage;

/**
 * The lower bound of Donsker and Varadhan on mutual information: {@code I ≥ E_joint[T] − log E_marginal[exp T]}, with the gradient that
 * makes it larger. MINE's correction replaces the denominator of the second term's gradient, which a single batch estimates with a
 * bias, by a moving average (Belghazi et al., ICML 2018).
 */
final class DonskerVaradhan {

    private final double speed;
    private double logAverage = Double.NaN;

    /** @param speed weight of the newest batch in the moving average; 1 is the plain gradient of the batch's own bound */
    DonskerVaradhan(double speed) {
        this.speed = speed;
    }

    /**
     * A batch's bound, and the derivatives by which to change T to raise it.
     *
     * @param joint derivative at each T of the joint sample
     * @param marginal derivative at each T of the shuffled sample
     */
    record Step(double value, float[] joint, float[] marginal) {}

    Step step(float[] joint, float[] marginal) {
        double logMean = logMeanExp(marginal);
        logAverage = Double.isNaN(logAverage) ? logMean : logOfMix(logAverage, logMean);
        float[] up = new float[joint.length];
        java.util.Arrays.fill(up, 1f / joint.length);
        float[] down = new float[marginal.length];
        for (int i = 0; i < down.length; i++) {
            down[i] = (float) (-Math.exp(marginal[i] - logAverage) / marginal.length);
        }
        return new Step(mean(joint) - logMean, up, down);
    }

    /** The bound of samples. */
    static double value(float[] joint, float[] marginal) {
        return mean(joint) - logMeanExp(marginal);
    }

    /** {@code log((1 − speed) · exp(a) + speed · exp(b))}. */
    private double logOfMix(double a, double b) {
        double largest = Math.max(a, b);
        return largest + Math.log((1 - speed) * Math.exp(a - largest) + speed * Math.exp(b - largest));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double logMeanExp(float[] values) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (float value : values) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum / values.length);
    }
}
