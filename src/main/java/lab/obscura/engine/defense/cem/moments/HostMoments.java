package lab.obscura.engine.defense.cem.moments;

import java.util.Arrays;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Bags;

/** Weighted mean and variances of the samples of a bag in Java, and the way back from a variance to the samples. */
public final class HostMoments implements FeatureMoments {

    private final Bags bags;
    private final Bag bag;
    private final double[] weights;
    private final double lack;
    private final double[] mean;
    private final double[] variances;

    /** @param lack what the variances are divided by, because a mean of few samples lies too close to them */
    private HostMoments(Bags bags, Bag bag, double[] weights, double lack) {
        Matrix features = bags.features();
        this.bags = bags;
        this.bag = bag;
        this.weights = weights;
        this.lack = lack;
        this.mean = new double[features.columns()];
        this.variances = new double[features.columns()];
        for (int i = 0; i < weights.length; i++) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += weights[i] * features.at(bag.rows()[i], d);
            }
        }
        for (int i = 0; i < weights.length; i++) {
            for (int d = 0; d < mean.length; d++) {
                double distance = features.at(bag.rows()[i], d) - mean[d];
                variances[d] += weights[i] * distance * distance / lack;
            }
        }
    }

    /** As the weights say. */
    public static HostMoments plain(Bags bags, Bag bag, double[] weights) {
        return new HostMoments(bags, bag, weights, 1);
    }

    /** Corrected for what they lack. */
    public static HostMoments unbiased(Bags bags, Bag bag, double[] weights) {
        double squares = Arrays.stream(weights).map(a -> a * a).sum();
        return new HostMoments(bags, bag, weights, FeatureMoments.lack(squares));
    }

    public double[] mean() {
        return mean;
    }

    @Override
    public double[] variances() {
        return variances;
    }

    @Override
    public double variance() {
        return Arrays.stream(variances).average().orElse(0);
    }

    @Override
    public double effectiveCount() {
        return 1 / Arrays.stream(weights).map(a -> a * a).sum();
    }

    /** Adds derivative · ∂variance/∂z to the gradient of the batch's samples. */
    void addGradient(double derivative, double[] gradient) {
        double[] derivatives = new double[mean.length];
        Arrays.fill(derivatives, derivative / mean.length);
        addGradient(derivatives, gradient);
    }

    /** As above with a derivative for each of the {@link #variances()}; the mean's own movement cancels out. */
    void addGradient(double[] derivatives, double[] gradient) {
        for (int i = 0; i < weights.length; i++) {
            int row = bag.rows()[i];
            if (row < bags.inBatch()) {
                double factor = 2 * weights[i] / lack;
                for (int d = 0; d < mean.length; d++) {
                    gradient[row * mean.length + d] +=
                            derivatives[d] * factor * (bags.features().at(row, d) - mean[d]);
                }
            }
        }
    }

    /**
     * Adds derivative · ∂mean/∂z to the gradient of the batch's samples.
     *
     * @param derivatives one per value of the feature, from this place on
     */
    public void addMeanGradient(double[] derivatives, int from, double[] gradient) {
        for (int i = 0; i < weights.length; i++) {
            int row = bag.rows()[i];
            if (row < bags.inBatch()) {
                for (int d = 0; d < mean.length; d++) {
                    gradient[row * mean.length + d] += derivatives[from + d] * weights[i];
                }
            }
        }
    }
}
