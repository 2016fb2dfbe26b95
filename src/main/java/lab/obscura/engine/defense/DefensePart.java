package lab.obscura.engine.defense;

/** One part of a defense. A defense is a list of parts, so "X with CEM" is the list of X and one part more. */
public sealed interface DefensePart permits EncoderShape, FeatureTransform, Penalty, Adversary, TrainingRule {

    PartInfo info();
}
