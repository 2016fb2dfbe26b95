package lab.obscura.engine.network.batch;

import java.util.function.Supplier;

/**
 * A loss on one batch. Its gradient goes back into the network at once; its numbers are for the curves, and are read when somebody asks.
 *
 * @param gradient with respect to what the loss was taken of; the caller closes it
 */
public record BatchLoss(Batch gradient, Supplier<Numbers> reading) {

    /**
     * What is told of a loss.
     *
     * @param loss mean over the batch
     * @param correct how many labels had the largest logit; 0 where there are none
     */
    public record Numbers(double loss, int correct) {}

    public Numbers numbers() {
        return reading.get();
    }
}
