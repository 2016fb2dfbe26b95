package lab.obscura.engine.defense.cem.moments;

import lab.obscura.engine.defense.PenaltyValue;

/** Adds up the terms of a surrogate on one batch, with their gradients. */
public final class PenaltySum {

    private final LogExcess excess;
    private final Pulls pulls;
    private double value;

    public PenaltySum(LogExcess excess, Pulls pulls) {
        this.excess = excess;
        this.pulls = pulls;
    }

    public LogExcess excess() {
        return excess;
    }

    /** A term without a gradient of its own: what moves it is pulled separately. */
    public void add(double term) {
        value += term;
    }

    public void pull(FeatureMoments moments, double derivative) {
        pulls.pull(moments, derivative);
    }

    /** {@code factor · r(variance)}. */
    public void addIsotropic(FeatureMoments moments, double factor) {
        add(factor * excess.of(moments.variance()));
        pull(moments, factor * excess.derivative(moments.variance()));
    }

    /** {@code factor · mean_d r(variance_d)}. */
    public void addDiagonal(FeatureMoments moments, double factor) {
        double[] variances = moments.variances();
        double[] derivatives = new double[variances.length];
        for (int d = 0; d < variances.length; d++) {
            add(factor * excess.of(variances[d]) / variances.length);
            derivatives[d] = factor * excess.derivative(variances[d]) / variances.length;
        }
        pulls.pull(moments, derivatives);
    }

    /** @param weight on the gradient */
    public PenaltyValue weighted(double weight) {
        return pulls.weighted(value, weight);
    }
}
