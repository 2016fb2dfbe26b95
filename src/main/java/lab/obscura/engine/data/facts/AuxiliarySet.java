package lab.obscura.engine.data.facts;

/**
 * What is known of another data set from which an attacker has its images.
 *
 * @param count images that the attacker has
 * @param contentHash of the whole set
 */
public record AuxiliarySet(String id, int count, String contentHash) {}
