package lab.obscura.engine.defense.cem.moments;

/** Weighted variances of the samples of a bag. The weights are constants and add up to one. */
public interface FeatureMoments {

    /** How much of the variances somebody asks for. */
    enum Detail {
        /** Their mean alone. */
        MEAN,
        /** That of each value of the feature, too. */
        EACH
    }

    /** The mean of the variances. */
    double variance();

    /** One per value of the feature. */
    double[] variances();

    /** {@code 1 / Σ a²}: how many samples of equal weight would do the same. */
    double effectiveCount();

    /**
     * What variances are divided by, because a mean of few samples lies too close to them: corrected for reliability weights; uniform ones
     * give the variance with n − 1.
     *
     * @param squares of the weights, added up
     */
    static double lack(double squares) {
        return Math.max(1 - squares, 0.1);
    }
}
