package lab.obscura.engine.defense.autograd;

import java.util.Map;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.network.AdamMoments;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.graph.AdamStep;

/**
 * {@link AdamMoments} for parameters that lie in a part's state, with their moments and the number of steps beside them. No
 * weight decay.
 *
 * @param prefix of the names in the state, so that two networks of a part keep apart
 * @param rate of the steps after the warm-up
 * @param warmUpSteps over which the rate rises linearly; 0 for none
 * @param longestGradient the gradient, all parameters together, is shortened to this length
 */
public record StoredAdam(String prefix, double rate, int warmUpSteps, double longestGradient) {

    /** At a constant rate, gradients as they are. */
    public static StoredAdam of(String prefix, double rate) {
        return new StoredAdam(prefix, rate, 0, Double.POSITIVE_INFINITY);
    }

    /** How many steps were taken. */
    public long steps(PartState state) {
        return state.find(prefix + "adam.step")
                .map(tensor -> (long) tensor.values()[0])
                .orElse(0L);
    }

    /** One step; the parameters in the state are replaced. */
    public void step(LearnedParameters parameters, Map<String, Matrix> gradients, PartState state) {
        long step = steps(state) + 1;
        double shortened = Math.min(1, longestGradient / Math.max(length(gradients), Double.MIN_NORMAL));
        OptimizerStep.Adam how = how(step);
        gradients.forEach((name, gradient) -> {
            Matrix value = parameters.get(name);
            Matrix first = moment(state, mean(name), value);
            Matrix second = moment(state, square(name), value);
            double[] shortGradient = gradient.values().clone();
            for (int i = 0; i < shortGradient.length; i++) {
                shortGradient[i] *= shortened;
            }
            var moments = new AdamMoments(first.values(), second.values(), new double[shortGradient.length]);
            double[] falls = moments.step(how, step, shortGradient);
            double[] moved = value.values().clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] -= falls[i];
            }
            state.put(name, new Matrix(value.rows(), value.columns(), moved).toTensor());
            state.put(mean(name), first.toTensor());
            state.put(square(name), second.toTensor());
        });
        put(step, state);
    }

    private OptimizerStep.Adam how(long step) {
        return OptimizerStep.Adam.of(rateAt(step), 0);
    }

    /** The same step for an engine that keeps the parameters. */
    AdamStep next(PartState state) {
        long step = steps(state) + 1;
        OptimizerStep.Adam how = how(step);
        return new AdamStep(step, how.learningRate(), how.beta1(), how.beta2(), how.epsilon(), longestGradient);
    }

    void put(long step, PartState state) {
        state.put(prefix + "adam.step", new Tensor(new long[] {1}, new float[] {step}));
    }

    /** Where the state holds a parameter's first moment. */
    String mean(String name) {
        return prefix + "adam.m/" + name;
    }

    String square(String name) {
        return prefix + "adam.v/" + name;
    }

    private double rateAt(long step) {
        return rate * Math.min(1, (double) step / Math.max(1, warmUpSteps));
    }

    private static Matrix moment(PartState state, String name, Matrix value) {
        return state.find(name).map(Matrix::of).orElseGet(() -> Matrix.zeros(value.rows(), value.columns()));
    }

    private static double length(Map<String, Matrix> gradients) {
        double squares = 0;
        for (Matrix gradient : gradients.values()) {
            for (double g : gradient.values()) {
                squares += g * g;
            }
        }
        return Math.sqrt(squares);
    }
}
