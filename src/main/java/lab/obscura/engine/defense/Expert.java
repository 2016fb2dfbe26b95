package lab.obscura.engine.defense;

/**
 * Another task on which a network of the same layers is trained first, from whose weights the training then begins.
 *
 * @param setting of the part that names the data set, for messages
 * @param dataset id of the data set; its images are as large as those of the training, its classes are others
 * @param limit at most so many of its training images; 0 is all
 * @param epochs of that training
 * @param adversary that stands beside it
 */
public record Expert(String setting, String dataset, int limit, int epochs, Adversary adversary) {}
