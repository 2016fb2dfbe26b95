package lab.obscura.engine.defense;

/**
 * What a penalty says of a batch.
 *
 * @param value of the unweighted term, for the curves
 * @param gradient of the weighted term with respect to the clean feature, batch · size values; empty when there is none yet
 */
public record PenaltyValue(double value, float[] gradient) {

    /** Nothing to say, as before the first refresh. */
    public static PenaltyValue none() {
        return new PenaltyValue(0, new float[0]);
    }

    /** Both together; a missing gradient counts as zero. */
    public PenaltyValue plus(PenaltyValue other) {
        if (!hasGradient() || !other.hasGradient()) {
            return new PenaltyValue(value + other.value, hasGradient() ? gradient : other.gradient);
        }
        float[] sum = gradient.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.gradient[i];
        }
        return new PenaltyValue(value + other.value, sum);
    }

    /** Whether value and gradient are numbers. */
    public boolean isFinite() {
        double sum = value;
        for (float derivative : gradient) {
            sum += derivative;
        }
        return Double.isFinite(sum);
    }

    public boolean hasGradient() {
        return gradient.length > 0;
    }
}
