package lab.obscura.engine.attack;

import lab.obscura.engine.network.OptimizerStep;

/** How He et al. train: Adam with AMSGrad and epsilon 1e-3, the rate halved after every ten epochs. */
public final class HeSteps {

    private static final double EPSILON = 1e-3;
    private static final int EPOCHS_PER_RATE = 10;

    private HeSteps() {}

    /** @param epoch counted from 1 */
    public static OptimizerStep at(int epoch, double firstRate) {
        double rate = firstRate * Math.pow(0.5, (epoch - 1) / EPOCHS_PER_RATE);
        return OptimizerStep.Adam.of(rate, 0).withEpsilon(EPSILON).withAmsgrad();
    }
}
