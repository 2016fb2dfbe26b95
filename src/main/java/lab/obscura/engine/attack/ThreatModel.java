package lab.obscura.engine.attack;

/**
 * What an attacker may see beyond the features that it intercepts (attacks.md §9).
 *
 * @param weights the encoder's architecture and weights
 * @param queries the encoder's answers to images of the attacker's own
 * @param auxiliaryImages images of a similar distribution
 * @param labels of the auxiliary images
 */
public record ThreatModel(boolean weights, boolean queries, boolean auxiliaryImages, boolean labels) {

    /** Decoder attacks: pairs of own images and the encoder's answers. */
    public static final ThreatModel BLACK_BOX = new ThreatModel(false, true, true, false);
}
