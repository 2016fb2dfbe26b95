package lab.obscura.engine.defense.cem.moments;

/**
 * How far the logarithm of a variance lies above that of the reference level τσ²; nothing below it:
 * {@code r(v) = relu(log(v + γ) − log(τσ² + γ))}.
 *
 * @param threshold τ
 * @param standardDeviation σ of the noise that is added to the feature
 */
public record LogExcess(double threshold, double standardDeviation) {

    /** γ: keeps the logarithm finite. */
    public static final double GAMMA = 0.01;

    public double of(double variance) {
        return ofLogarithm(Math.log(variance + GAMMA));
    }

    /** For whoever has log(v + γ) already. */
    public double ofLogarithm(double logarithm) {
        return Math.max(0, logarithm - Math.log(threshold * standardDeviation * standardDeviation + GAMMA));
    }

    public double derivative(double variance) {
        return of(variance) > 0 ? 1 / (variance + GAMMA) : 0;
    }
}
