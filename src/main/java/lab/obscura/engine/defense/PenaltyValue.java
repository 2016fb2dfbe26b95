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

    public boolean hasGradient() {
        return gradient.length > 0;
    }
}
