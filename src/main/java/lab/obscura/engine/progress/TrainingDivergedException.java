package lab.obscura.engine.progress;

import java.util.Locale;

/** The loss left the finite numbers. */
public final class TrainingDivergedException extends RuntimeException {

    public TrainingDivergedException(String what, int epoch, int iteration, double learningRate) {
        super(String.format(
                Locale.ROOT,
                "%s became NaN or infinite at epoch %d, iteration %d (learning rate %s). Lower the learning rate or the weight of the penalties",
                what,
                epoch,
                iteration,
                learningRate));
    }
}
