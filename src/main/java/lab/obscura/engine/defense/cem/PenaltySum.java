package lab.obscura.engine.defense.cem;

import java.util.function.UnaryOperator;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PenaltyValue;

/** Adds up the terms of a surrogate on one batch, with their gradients. */
final class PenaltySum {

    private final LogExcess excess;
    private final double[] gradient;
    private double value;

    PenaltySum(FeatureBatch batch, double threshold) {
        this(batch, threshold, batch.clean().length);
    }

    /** @param values of the batch's vectors, when they are not the features themselves */
    PenaltySum(FeatureBatch batch, double threshold, int values) {
        this.excess = new LogExcess(threshold, batch.step().noiseStandardDeviation());
        this.gradient = new double[values];
    }

    LogExcess excess() {
        return excess;
    }

    /** A term without a gradient of its own: what moves it is pulled separately. */
    void add(double term) {
        value += term;
    }

    void pull(FeatureMoments moments, double derivative) {
        moments.addGradient(derivative, gradient);
    }

    /** {@code factor · r(variance)}. */
    void addIsotropic(FeatureMoments moments, double factor) {
        add(factor * excess.of(moments.variance()));
        pull(moments, factor * excess.derivative(moments.variance()));
    }

    /** {@code factor · mean_d r(variance_d)}. */
    void addDiagonal(FeatureMoments moments, double factor) {
        double[] variances = moments.variances();
        double[] derivatives = new double[variances.length];
        for (int d = 0; d < variances.length; d++) {
            add(factor * excess.of(variances[d]) / variances.length);
            derivatives[d] = factor * excess.derivative(variances[d]) / variances.length;
        }
        moments.addGradient(derivatives, gradient);
    }

    PenaltyValue weighted(double weight) {
        return weighted(weight, ofFeatures -> ofFeatures);
    }

    /** @param back turns the gradient with respect to the vectors into that with respect to the features */
    PenaltyValue weighted(double weight, UnaryOperator<double[]> back) {
        double[] ofFeatures = back.apply(gradient);
        float[] weighted = new float[ofFeatures.length];
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = (float) (weight * ofFeatures[i]);
        }
        return new PenaltyValue(value, weighted);
    }
}
