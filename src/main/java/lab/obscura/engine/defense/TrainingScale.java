package lab.obscura.engine.defense;

/**
 * How much a training draws from its images.
 *
 * @param images that are learned from, without those held out
 * @param batchSize images of a step, as many as are expected where they are drawn by chance; at most all images
 * @param epochs of all stages
 */
public record TrainingScale(int images, int batchSize, int epochs) {

    public TrainingScale {
        batchSize = Math.min(batchSize, images);
    }

    public int stepsPerEpoch() {
        return images / batchSize;
    }

    public int steps() {
        return epochs * stepsPerEpoch();
    }

    /** Share of the images that one step sees. */
    public double share() {
        return (double) batchSize / images;
    }
}
