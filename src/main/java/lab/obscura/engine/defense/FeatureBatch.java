package lab.obscura.engine.defense;

/**
 * What a penalty sees of one training batch.
 *
 * @param clean features before any transform, sample after sample, {@code labels.length · size} values
 * @param labels class of each sample
 * @param size values per sample
 * @param classes number of classes of the data set
 * @param samplesPerEpoch batches of an epoch times the batch size
 * @param epoch counted from 1
 * @param learningRate of this step
 * @param noiseStandardDeviation of the noise that is added after the edge; 0 without
 */
public record FeatureBatch(
        float[] clean,
        int[] labels,
        int size,
        int classes,
        int samplesPerEpoch,
        int epoch,
        double learningRate,
        double noiseStandardDeviation) {

    public FeatureBatch {
        if (clean.length != labels.length * size) {
            throw new IllegalArgumentException(
                    labels.length + " samples of " + size + " values are not " + clean.length);
        }
    }

    public int count() {
        return labels.length;
    }
}
