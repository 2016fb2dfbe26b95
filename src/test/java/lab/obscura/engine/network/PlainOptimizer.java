package lab.obscura.engine.network;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;

/** The formulas of {@link OptimizerStep} value by value in float64: what a step must make of a state and its gradients. */
final class PlainOptimizer {

    private static final float[] NONE = {};

    private PlainOptimizer() {}

    /** Value, first and second moment, and the largest second moment of one parameter's entry. */
    record Entry(double value, double first, double second, double largest) {}

    /** The entry after a step; steps are counted from 1. */
    static Entry after(OptimizerStep how, Entry before, double gradient, long step) {
        double g = gradient + decay(how) * before.value();
        if (how instanceof Adam adam) {
            double first = adam.beta1() * before.first() + (1 - adam.beta1()) * g;
            double second = adam.beta2() * before.second() + (1 - adam.beta2()) * g * g;
            double largest = adam.amsgrad() ? Math.max(before.largest(), second) : second;
            double root = Math.sqrt(largest) / Math.sqrt(1 - Math.pow(adam.beta2(), step));
            double rate = adam.learningRate() / (1 - Math.pow(adam.beta1(), step));
            return new Entry(before.value() - rate * first / (root + adam.epsilon()), first, second, largest);
        }
        double first = momentum(how) * before.first() + g;
        return new Entry(before.value() - how.learningRate() * first, first, 0, 0);
    }

    /** The parameters and moments of a state after one more step, by the names of {@link NetworkState}. */
    static Map<String, double[]> after(OptimizerStep how, NetworkState before, Map<String, float[]> gradients) {
        var after = new LinkedHashMap<String, double[]>();
        long step = OptimizerMoments.steps(before) + 1;
        gradients.forEach((name, gradient) -> {
            float[] value = before.required(name).values();
            float[] first =
                    moment(before, how instanceof Adam ? OptimizerMoments.MEAN : OptimizerMoments.MOMENTUM, name);
            float[] second = moment(before, OptimizerMoments.SQUARE, name);
            float[] largest = moment(before, OptimizerMoments.LARGEST_SQUARE, name);
            double[][] columns = new double[4][gradient.length];
            for (int i = 0; i < gradient.length; i++) {
                var entry = new Entry(value[i], at(first, i), at(second, i), at(largest, i));
                Entry next = after(how, entry, gradient[i], step);
                columns[0][i] = next.value();
                columns[1][i] = next.first();
                columns[2][i] = next.second();
                columns[3][i] = next.largest();
            }
            after.put(name, columns[0]);
            if (how instanceof Adam adam) {
                after.put(OptimizerMoments.MEAN + name, columns[1]);
                after.put(OptimizerMoments.SQUARE + name, columns[2]);
                if (adam.amsgrad()) {
                    after.put(OptimizerMoments.LARGEST_SQUARE + name, columns[3]);
                }
            } else if (momentum(how) != 0) {
                after.put(OptimizerMoments.MOMENTUM + name, columns[1]);
            }
        });
        return after;
    }

    private static float[] moment(NetworkState state, String kind, String name) {
        Tensor tensor = state.tensors().get(kind + name);
        return tensor == null ? NONE : tensor.values();
    }

    private static double at(float[] values, int i) {
        return values.length == 0 ? 0 : values[i];
    }

    private static double decay(OptimizerStep how) {
        return how instanceof Sgd sgd ? sgd.weightDecay() : ((Adam) how).weightDecay();
    }

    private static double momentum(OptimizerStep how) {
        return how instanceof Sgd sgd ? sgd.momentum() : 0;
    }
}
