package lab.obscura.engine.defense;

import java.util.Optional;
import lab.obscura.engine.settings.FieldError;

/** Changes how the network is trained. */
public non-sealed interface TrainingRule extends DefensePart {

    /**
     * Share of every label that is spread over all classes; negative sharpens the labels. The shares of several rules add up.
     *
     * @param epoch of this stage, counted from 1
     * @param epochs of this stage
     * @param classes of the data set
     */
    default double labelSmoothing(int epoch, int epochs, int classes) {
        return 0;
    }

    /** Factor on the gradient of the task's loss, beside which penalties stand. The factors of several rules multiply. */
    default double taskWeight() {
        return 1;
    }

    /**
     * What becomes of the gradients of every step. Only one rule of a defense can have a say in that.
     *
     * @param state in which the part may keep what it has to know when the training is over
     */
    default Optional<GradientRule> gradientRule(TrainingScale scale, PartState state) {
        return Optional.empty();
    }

    /** Why the rule cannot train on so many images; the path is the setting alone. Empty when it can. */
    default Optional<FieldError> objection(TrainingScale scale) {
        return Optional.empty();
    }

    /** How many times as long a step takes as one of the whole batch at once, for the estimate of the time. Roughly. */
    default double slowdown() {
        return 1;
    }

    /** Epochs of an earlier stage, before those of the definition: its network is where the definition's training begins. */
    default int earlierEpochs() {
        return 0;
    }

    /** The task of an expert whose weights this training begins with; then there is no earlier stage on the training's own images. */
    default Optional<Expert> expert() {
        return Optional.empty();
    }

    /** Factor on the learning rate of the edge after the earlier stage; 0 freezes it. The factors of several rules multiply. */
    default double edgeRate() {
        return 1;
    }

    /**
     * Whether the layers of the edge change before this epoch.
     *
     * @param epoch of this stage, counted from 1
     */
    default boolean changesEdgeBefore(int epoch, int epochs) {
        return false;
    }

    /** The edge that the training continues with, by a new optimizer; it must send features of the same shape. */
    default TrainedEdge changed(TrainedEdge edge) {
        return edge;
    }

    /** Called when the last epoch is done and the model is selected: the time to learn with frozen weights. */
    default void afterTraining(TrainingAccess access, PartState state) {}

    /** How often {@link #afterTraining} passes all training images through the network, for the estimate of the time. */
    default int passesAfterTraining() {
        return 0;
    }
}
