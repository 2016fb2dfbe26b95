package lab.obscura.engine.data.facts;

/**
 * What is known of another data set beside that of a training: an attacker has its images, or an expert learned from them.
 *
 * @param count images of it that are used
 * @param contentHash of the whole set
 */
public record AuxiliarySet(String id, int count, String contentHash) {}
