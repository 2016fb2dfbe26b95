package lab.obscura.engine.network;

/** One step of an optimizer, with PyTorch's formulas. Moments live in the network and in its state. */
public sealed interface OptimizerStep {

    /** Step size. */
    double learningRate();

    /** {@code g ← g + weightDecay·w; v ← momentum·v + g (v = g at the first step); w ← w − learningRate·v}. */
    record Sgd(double learningRate, double momentum, double weightDecay) implements OptimizerStep {}

    /**
     * Kingma and Ba 2015 with L2 added to the gradient: {@code m ← b1·m + (1−b1)·g; v ← b2·v + (1−b2)·g²;
     * w ← w − lr/(1−b1^t) · m / (sqrt(v)/sqrt(1−b2^t) + epsilon)}; AMSGrad uses the largest v so far.
     */
    record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, boolean amsgrad)
            implements OptimizerStep {

        /** Betas 0.9 and 0.999, epsilon 1e-8. */
        public static Adam of(double learningRate, double weightDecay) {
            return new Adam(learningRate, 0.9, 0.999, 1e-8, weightDecay, false);
        }

        public Adam withBetas(double first, double second) {
            return new Adam(learningRate, first, second, epsilon, weightDecay, amsgrad);
        }

        public Adam withEpsilon(double other) {
            return new Adam(learningRate, beta1, beta2, other, weightDecay, amsgrad);
        }

        public Adam withAmsgrad() {
            return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, true);
        }
    }
}
