package lab.obscura.engine.defense;

import lab.obscura.engine.seed.RandomStream;

/**
 * What becomes of the gradients of a step between the ways back and the update. Under a rule the images of a batch pass the network one
 * by one, so that each has a gradient of its own, and each image comes into each batch by a draw of its own, with probability
 * {@link TrainingScale#share()}. Gradients are those of all trained parameters of edge and tail in one vector.
 */
public interface GradientRule {

    /** Factor on the gradient of one image's loss, which has this Euclidean norm. */
    double factor(double norm);

    /**
     * Makes what the optimizer gets; weight decay and momentum come after.
     *
     * @param sum of the images' gradients times their factors, of a loss that is not divided by the batch size; changed in place
     * @param random of this step
     */
    void finish(double[] sum, RandomStream random);
}
