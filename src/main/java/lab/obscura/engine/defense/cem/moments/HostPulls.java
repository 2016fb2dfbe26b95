package lab.obscura.engine.defense.cem.moments;

import java.util.function.UnaryOperator;
import lab.obscura.engine.defense.PenaltyValue;

/** Pulls in Java. */
public final class HostPulls implements Pulls {

    private final double[] gradient;
    private final UnaryOperator<double[]> back;

    /**
     * @param values of the batch's vectors
     * @param back turns the gradient with respect to the vectors into that with respect to the features
     */
    public HostPulls(int values, UnaryOperator<double[]> back) {
        this.gradient = new double[values];
        this.back = back;
    }

    @Override
    public void pull(FeatureMoments moments, double derivative) {
        ((HostMoments) moments).addGradient(derivative, gradient);
    }

    @Override
    public void pull(FeatureMoments moments, double[] derivatives) {
        ((HostMoments) moments).addGradient(derivatives, gradient);
    }

    @Override
    public PenaltyValue weighted(double value, double weight) {
        double[] ofFeatures = back.apply(gradient);
        float[] weighted = new float[ofFeatures.length];
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = (float) (weight * ofFeatures[i]);
        }
        return new PenaltyValue(value, weighted);
    }
}
