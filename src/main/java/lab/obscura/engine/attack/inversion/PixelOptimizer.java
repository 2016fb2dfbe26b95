package lab.obscura.engine.attack.inversion;

import java.util.Map;
import lab.obscura.engine.network.AdamMoments;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Tensor;

/** Moves pixels instead of weights, by the formulas of {@link OptimizerStep}. */
final class PixelOptimizer {

    private final OptimizerStep how;
    private final double[] mean;
    private final double[] square;
    private final double[] largestSquare;
    private long steps;

    PixelOptimizer(OptimizerStep how, int values) {
        this.how = how;
        this.mean = new double[values];
        this.square = new double[values];
        this.largestSquare = new double[values];
    }

    void step(float[] values, float[] gradient) {
        steps++;
        if (how instanceof OptimizerStep.Sgd sgd) {
            for (int i = 0; i < values.length; i++) {
                double derivative = gradient[i] + sgd.weightDecay() * values[i];
                mean[i] = sgd.momentum() * mean[i] + derivative;
                values[i] -= (float) (sgd.learningRate() * mean[i]);
            }
        } else if (how instanceof OptimizerStep.Adam adam) {
            step(adam, values, gradient);
        }
    }

    /** What it remembers between two steps, but for their number. */
    Map<String, Tensor> state() {
        return Map.of(
                "mean", ExactTensor.of(mean),
                "square", ExactTensor.of(square),
                "largestSquare", ExactTensor.of(largestSquare));
    }

    /** Takes over what {@link #state} returned after so many steps. */
    void load(Map<String, Tensor> state, long stepsDone) {
        ExactTensor.copy(state.get("mean"), mean);
        ExactTensor.copy(state.get("square"), square);
        ExactTensor.copy(state.get("largestSquare"), largestSquare);
        steps = stepsDone;
    }

    private void step(OptimizerStep.Adam adam, float[] values, float[] gradient) {
        double[] derivatives = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            derivatives[i] = gradient[i] + adam.weightDecay() * values[i];
        }
        double[] falls = new AdamMoments(mean, square, largestSquare).step(adam, steps, derivatives);
        for (int i = 0; i < values.length; i++) {
            values[i] -= (float) falls[i];
        }
    }
}
