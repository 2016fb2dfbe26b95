package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;

/**
 * {@code docs/methods/conditional-entropy.md#penalty} in double precision, sample by sample and without a thought of speed. Shares no
 * code with the part.
 * Assignments are those of the unperturbed batch: they are constants of the penalty.
 */
final class PlainConditionalEntropy {

    private final float[] centroids;
    private final float[] weights;
    private final float[] variances;
    private final FeatureBatch batch;
    private final String form;
    private final boolean ownClass;
    private final double[] features;
    private final int[] nearest;

    PlainConditionalEntropy(PartState state, FeatureBatch batch, String form, boolean ownClass) {
        this.centroids = state.find("centroids").orElseThrow().values();
        this.weights = state.find("weights").orElseThrow().values();
        this.variances = state.find("variances").orElseThrow().values();
        this.batch = batch;
        this.form = form;
        this.ownClass = ownClass;
        this.features = new double[batch.clean().length];
        for (int i = 0; i < features.length; i++) {
            features[i] = batch.clean()[i];
        }
        this.nearest = new int[batch.count()];
        for (int i = 0; i < nearest.length; i++) {
            for (int j = 1; j < components(); j++) {
                if (squaredDistance(i, j) < squaredDistance(i, nearest[i])) {
                    nearest[i] = j;
                }
            }
        }
    }

    /** Central difference of the value with respect to one feature value. */
    double derivative(int position, double step) {
        double kept = features[position];
        features[position] = kept + step;
        double above = value();
        features[position] = kept - step;
        double below = value();
        features[position] = kept;
        return (above - below) / (2 * step);
    }

    double value() {
        var present = new TreeSet<Integer>();
        for (int label : batch.labels()) {
            present.add(label);
        }
        List<Integer> sorted = new ArrayList<>();
        for (int label : batch.labels()) {
            sorted.add(label);
        }
        sorted.sort(null);
        double sum = 0;
        int counter = 0;
        for (int label : present) {
            int row = ownClass ? label : sorted.get(counter);
            counter++;
            for (int j = 0; j < components(); j++) {
                sum += term(label, j, weights[row * components() + j], variances[row * components() + j]);
            }
        }
        return sum / present.size();
    }

    private double term(int label, int j, double w, double previous) {
        double squares = 0;
        int n = 0;
        for (int i = 0; i < batch.count(); i++) {
            if (batch.labels()[i] == label && nearest[i] == j) {
                squares += squaredDistance(i, j);
                n++;
            }
        }
        if (n == 0) {
            return 0;
        }
        double vBatch = squares / (n * batch.size());
        double a = 10 * n / (w * batch.step().samplesPerEpoch() / batch.classes());
        if (a >= 1) {
            a = 0.99;
        }
        double v = a * vBatch + (1 - a) * previous;
        if (form.equals("linear")) {
            return w * (v + 0.001);
        }
        double sigma = batch.step().noiseStandardDeviation();
        return w * Math.max(0, Math.log(v + 0.01) - Math.log(0.125 * sigma * sigma + 0.01));
    }

    private int components() {
        return centroids.length / (batch.classes() * batch.size());
    }

    private double squaredDistance(int sample, int component) {
        int center = (batch.labels()[sample] * components() + component) * batch.size();
        double sum = 0;
        for (int d = 0; d < batch.size(); d++) {
            double difference = features[sample * batch.size() + d] - centroids[center + d];
            sum += difference * difference;
        }
        return sum;
    }
}
