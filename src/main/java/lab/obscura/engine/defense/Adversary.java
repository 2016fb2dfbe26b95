package lab.obscura.engine.defense;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.NetworkLoad;

/**
 * An attacker of the defender's own, trained beside the network, which learns to withstand it. Its networks and their optimizers lie
 * in the part's state.
 */
public non-sealed interface Adversary extends DefensePart {

    @Override
    default boolean keepsImagesApart() {
        return false;
    }

    /** Called once before the first step of the training. */
    default void prepare(TrainingAccess access, PartState state) {}

    /** Called once more before the first step behind an earlier stage, when a rule wants one. */
    default void prepareTransfer(TrainingAccess access, PartState state) {}

    /** Whether {@link #attack} is to be called before this step: it costs an encoder pass. */
    boolean attacksBefore(int epoch, int iteration);

    /**
     * The adversary's own steps, before a step of the network.
     *
     * @param batch the images of the coming step; encoder in EVAL mode, nothing sent yet
     * @return diagnostics by name, read when somebody asks: on a card that waits for all that was asked of it; the curves show their
     *     means over an epoch
     */
    Supplier<Map<String, Double>> attack(FeatureBatch batch, PartState state);

    /** The term that the adversary adds to the network's loss, with its gradient at the clean feature. Changes nothing. */
    PenaltyValue at(FeatureBatch batch, PartState state);

    /**
     * Multiply-adds of all that the adversary does in a training.
     *
     * @param steps of the training
     */
    double multiplyAdds(ImageShape feature, ImageShape image, int images, int batchSize, int steps);

    /** The networks that learn beside the defended one: the estimate of the memory is made from them. */
    List<NetworkLoad> loads(ImageShape feature, ImageShape image, int batchSize);
}
