package lab.obscura.engine.bound;

import java.util.function.UnaryOperator;
import lab.obscura.engine.seed.RandomStream;

/**
 * {@code ‖J‖_F²} of a network's Jacobian at each example of a batch, through the way back alone: {@code E ‖Jᵀv‖² = ‖J‖_F²} for random v
 * with independent values of mean 0 and variance 1 (Hutchinson); or exactly, with every unit vector.
 */
public final class JacobianNorm {

    private JacobianNorm() {}

    /**
     * With random signs, which have the smallest variance among such v.
     *
     * @param outputSize values of one example's output
     * @param probes 1 or more
     * @param backward from gradients at the outputs of all examples to those at their inputs
     */
    public static double[] estimated(
            int count, int outputSize, int probes, RandomStream random, UnaryOperator<float[]> backward) {
        double[] norms = new double[count];
        for (int probe = 0; probe < probes; probe++) {
            float[] signs = new float[count * outputSize];
            for (int i = 0; i < signs.length; i++) {
                signs[i] = random.nextDouble() < 0.5 ? -1 : 1;
            }
            addSquares(norms, backward.apply(signs), 1.0 / probes);
        }
        return norms;
    }

    /** One way back for each value of an output. */
    public static double[] exact(int count, int outputSize, UnaryOperator<float[]> backward) {
        double[] norms = new double[count];
        for (int value = 0; value < outputSize; value++) {
            float[] units = new float[count * outputSize];
            for (int i = 0; i < count; i++) {
                units[i * outputSize + value] = 1;
            }
            addSquares(norms, backward.apply(units), 1);
        }
        return norms;
    }

    private static void addSquares(double[] norms, float[] gradients, double factor) {
        int size = gradients.length / norms.length;
        for (int i = 0; i < gradients.length; i++) {
            norms[i / size] += factor * gradients[i] * gradients[i];
        }
    }
}
