package lab.obscura.engine.defense.bottleneck;

import lab.obscura.engine.network.GaussianDraw;
import lab.obscura.engine.network.batch.Quantity;

/**
 * How many nats normal distributions are away from the standard normal one, and by how much that moves with them. Means and spreads as
 * in the layer that draws from them: deviation {@code σ = softplus(s − 5)}.
 *
 * @param value {@code mean over images of Σ −½ (1 + 2 log σ − μ² − σ²)}
 * @param gradient with respect to what was given, means and spreads
 */
record GaussianCode(double value, double[] gradient) {

    /** Below it exp leaves the numbers; {@code log softplus(a)} is a there. */
    private static final double LOWEST_SPREAD = -600;

    /**
     * @param pairs place after place, the means of all its channels and then their spreads
     * @param channels at each place
     */
    static GaussianCode of(float[] pairs, int channels, int images) {
        double value = 0;
        double[] gradient = new double[pairs.length];
        for (int place = 0; place < pairs.length; place += 2 * channels) {
            for (int i = place; i < place + channels; i++) {
                double mean = pairs[i];
                double spread = Math.max(pairs[i + channels], LOWEST_SPREAD);
                double deviation = GaussianDraw.deviation(spread);
                value += -0.5 * (1 + 2 * Math.log(deviation) - mean * mean - deviation * deviation);
                gradient[i] = mean / images;
                gradient[i + channels] = (deviation - 1 / deviation) * GaussianDraw.slope(spread) / images;
            }
        }
        return new GaussianCode(value / images, gradient);
    }

    /**
     * The value where an engine keeps the pairs.
     *
     * @param pairs images × means and spreads of all channels × rows × columns
     */
    static Quantity divergence(Quantity pairs, int channels) {
        Quantity means = pairs.part(1, 0, channels);
        Quantity deviations = pairs.part(1, channels, channels)
                .atLeast(LOWEST_SPREAD)
                .plus(-GaussianDraw.SHIFT)
                .softplus();
        Quantity each =
                deviations.logarithm().times(2).plus(1).minus(means.square()).minus(deviations.square());
        return each.sum().times(-0.5 / pairs.shape()[0]);
    }

    /** The gradient times a weight. */
    float[] gradient(double weight) {
        float[] weighted = new float[gradient.length];
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = (float) (weight * gradient[i]);
        }
        return weighted;
    }
}
