package lab.obscura.engine.defense;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.Info;

/** One part of a defense. A defense is a list of parts, so "X with CEM" is the list of X and one part more. */
public sealed interface DefensePart permits EncoderShape, FeatureTransform, Penalty, Adversary, TrainingRule {

    Info info();

    /**
     * The places of a network that this part looks at in every training step: {@code block 1} and so on behind the cut layers, {@code z}
     * the feature, {@code pooled} before the dense layers, {@code logits}. What comes by is in the batch's {@link Taps}; a penalty may push
     * back there.
     */
    default List<String> taps(SplitSpec network) {
        return List.of();
    }

    /** Why this part can do nothing in such a network, as the shapes have made it, and the way out; empty when it can. */
    default Optional<String> objection(SplitSpec network) {
        return Optional.empty();
    }

    /** Why this part can do nothing with such a data set, and the way out; empty when it can. */
    default Optional<String> objection(DatasetInfo data) {
        return Optional.empty();
    }

    /**
     * What whoever reads the results has to know about how this part got on in the training, in words; empty when it did its work.
     *
     * @param state as the training left it
     */
    default List<String> warnings(PartState state) {
        return List.of();
    }

    /** As {@link #warnings}, about this part in the company of the others. */
    default List<String> warningsAmong(Defense whole) {
        return List.of();
    }

    /**
     * What the part knows about the training that is over in numbers, by name; they stand among the metrics of the run as
     * {@code <id>.<name>}.
     *
     * @param state as the training left it
     */
    default Map<String, Double> metrics(Defense whole, PartState state) {
        return Map.of();
    }

    /** Whether what it does in the training depends on where the network is cut. */
    default boolean dependsOnTheCut() {
        return true;
    }

    /** What this part must be in the company of the others and is not, in words; empty when all is well. */
    default Optional<String> objectionAmong(Defense whole) {
        return Optional.empty();
    }

    /**
     * Whether all that this part learns of one training image it learns through the gradient of that image's own loss. Terms that compare
     * images, and parts that train something themselves, do not.
     */
    default boolean keepsImagesApart() {
        return true;
    }
}
