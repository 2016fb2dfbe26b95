package lab.obscura.engine.network.batch;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.images.LabeledImages;

/** What a step of a training does with batches beside its networks. An engine whose batches stay on a card does it there. */
public interface BatchWork {

    /**
     * A sum; the batch is not changed.
     *
     * @param added each as long as the values of the batch, and in their order; added one after the other
     * @return the caller closes it
     */
    Batch plus(Batch batch, List<float[]> added);

    /**
     * Softmax cross entropy, mean over the batch, as {@code lab.obscura.engine.training.CrossEntropy} defines it.
     *
     * @param labels class of each example
     * @param smoothing of the labels; below 0 sharpens them
     * @param weight on the gradient
     */
    BatchLoss crossEntropy(Batch logits, int[] labels, double smoothing, double weight);

    /**
     * Mean squared error of all values of a batch; none of its labels is right.
     *
     * @param wanted as long as the values of the batch, and in their order
     */
    BatchLoss squaredError(Batch output, float[] wanted);

    /** The sum of two batches of one shape; the caller closes it. */
    Batch sum(Batch a, Batch b);

    /** Keeps images where batches are made of them; empty where that is the host, which has them. The caller closes what it gets. */
    Optional<KeptImages> keep(LabeledImages images);

    /** After how many steps somebody should look at their losses: each look waits for all that a card was asked to do. */
    int stepsBetweenLooks();
}
