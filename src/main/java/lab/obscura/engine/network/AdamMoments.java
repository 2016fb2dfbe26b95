package lab.obscura.engine.network;

import lab.obscura.engine.network.OptimizerStep.Adam;

/** Adam on plain arrays, for what is no engine's parameter: pixels, noise tensors, the small networks of a part. Double precision. */
public final class AdamMoments {

    private final double[] mean;
    private final double[] square;
    private final double[] largestSquare;

    /** Before the first step. */
    public AdamMoments(int size) {
        this(new double[size], new double[size], new double[size]);
    }

    /**
     * As earlier steps left them; the arrays are changed by the next one.
     *
     * @param largestSquare of AMSGrad only; as long as the others all the same
     */
    public AdamMoments(double[] mean, double[] square, double[] largestSquare) {
        this.mean = mean;
        this.square = square;
        this.largestSquare = largestSquare;
    }

    /**
     * One step, by the formula of {@link Adam} without its weight decay, which belongs to the gradient.
     *
     * @param step counted from 1
     * @return by how much each value falls
     */
    public double[] step(Adam how, long step, double[] gradient) {
        double rate = how.learningRate() / (1 - Math.pow(how.beta1(), step));
        double correction = Math.sqrt(1 - Math.pow(how.beta2(), step));
        double[] falls = new double[gradient.length];
        for (int i = 0; i < gradient.length; i++) {
            mean[i] = how.beta1() * mean[i] + (1 - how.beta1()) * gradient[i];
            square[i] = how.beta2() * square[i] + (1 - how.beta2()) * gradient[i] * gradient[i];
            largestSquare[i] = Math.max(largestSquare[i], square[i]);
            double denominator = Math.sqrt(how.amsgrad() ? largestSquare[i] : square[i]) / correction + how.epsilon();
            falls[i] = rate * mean[i] / denominator;
        }
        return falls;
    }
}
