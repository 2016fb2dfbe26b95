package lab.obscura.engine.defense.cem.moments;

import lab.obscura.engine.defense.PenaltyValue;

/** What variances of a batch are to be moved by: derivatives, added up until the gradient at the features is asked for. */
public interface Pulls {

    /** Adds derivative · ∂variance/∂z. */
    void pull(FeatureMoments moments, double derivative);

    /** As above with a derivative for each of the variances; the mean's own movement cancels out. */
    void pull(FeatureMoments moments, double[] derivatives);

    /**
     * A penalty with this value.
     *
     * @param weight on the gradient
     */
    PenaltyValue weighted(double value, double weight);
}
