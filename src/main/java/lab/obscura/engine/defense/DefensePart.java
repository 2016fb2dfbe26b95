package lab.obscura.engine.defense;

import java.util.List;
import lab.obscura.engine.settings.Info;

/** One part of a defense. A defense is a list of parts, so "X with CEM" is the list of X and one part more. */
public sealed interface DefensePart permits EncoderShape, FeatureTransform, Penalty, Adversary, TrainingRule {

    Info info();

    /**
     * What whoever reads the results has to know about how this part got on in the training, in words; empty when it did its work.
     *
     * @param state as the training left it
     */
    default List<String> warnings(PartState state) {
        return List.of();
    }
}
