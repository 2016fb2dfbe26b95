package lab.obscura.engine.defense;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A term added to the training loss, with its gradient at the split. */
public non-sealed interface Penalty extends DefensePart {

    @Override
    default boolean keepsImagesApart() {
        return false;
    }

    /**
     * Value and gradient on one training batch. Must not change the state when called twice with the same batch.
     *
     * @param batch what the encoder did with it
     * @param state what {@link #learn} and {@link #afterEpoch} left
     */
    PenaltyValue at(FeatureBatch batch, PartState state);

    /**
     * Called once after each training step with the batch that {@link #at} saw: here a penalty trains what it has learned itself, and
     * keeps what it wants to remember. Whatever it keeps must lie in the state, or a resumed training takes another course.
     *
     * @return diagnostics by name; the curves show their means over the steps of an epoch
     */
    default Map<String, Double> learn(FeatureBatch batch, PartState state) {
        return Map.of();
    }

    /**
     * As {@link #learn}, for a part that an engine tells its numbers later: diagnostics are read every few steps, so that a card need not be
     * waited for in each.
     */
    default Supplier<Map<String, Double>> learnUnread(FeatureBatch batch, PartState state) {
        Map<String, Double> diagnostics = learn(batch, state);
        return () -> diagnostics;
    }

    /**
     * Whether the penalty weighs samples with numbers that depend on the features and that its gradient takes as constants, such as
     * attention. The gradient then is that of the value with these weights held, not the derivative of the value.
     */
    default boolean holdsWeightsConstant() {
        return false;
    }

    /**
     * Called when another part has changed the edge's structure, as by pruning: what a penalty remembers of the old edge's features is
     * worth nothing then.
     */
    default void afterEdgeChange(PartState state) {}

    /** Whether {@link #afterEpoch} is to be called: collecting the features of all training images costs an encoder pass. */
    default boolean looksAtEpochs() {
        return false;
    }

    /**
     * Called after every epoch with all clean features.
     *
     * @return diagnostics by name, for the curves
     */
    default Map<String, Double> afterEpoch(EpochFeatures features, PartState state) {
        return Map.of();
    }

    /**
     * Bytes of Java's memory for what it remembers of the training images from epoch to epoch, and for working that out; roughly, and 0
     * when that is next to nothing beside their features.
     *
     * @param featureSize values of one feature
     */
    default double rememberedBytes(int featureSize, int trainImages, int classes) {
        return 0;
    }

    /** Why this penalty would do nothing on such data, in words; empty when it will do its work. */
    default Optional<String> doubt(int imagesPerClass, int epochs) {
        return Optional.empty();
    }
}
