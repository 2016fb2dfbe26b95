package lab.obscura.engine.data.images;

/** How many images a run has: to train on, to test on, and of the attacker's own that are neither. */
public record ImageCounts(int train, int test, int auxiliary) {}
