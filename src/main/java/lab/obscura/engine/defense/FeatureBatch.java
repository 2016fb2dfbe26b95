package lab.obscura.engine.defense;

import lab.obscura.engine.seed.Seeds;

/**
 * What a penalty sees of one training batch.
 *
 * @param clean features before any transform, sample after sample, {@code labels.length · size} values
 * @param labels class of each sample
 * @param size values per sample
 * @param classes number of classes of the data set
 * @param samplesPerEpoch batches of an epoch times the batch size
 * @param epoch counted from 1
 * @param epochs of the whole training
 * @param learningRate of this step
 * @param noiseStandardDeviation of the noise that is added after the edge; 0 without
 * @param seeds the same for every batch of a training; a penalty that draws numbers names its step
 */
public record FeatureBatch(
        float[] clean,
        int[] labels,
        int size,
        int classes,
        int samplesPerEpoch,
        int epoch,
        int epochs,
        double learningRate,
        double noiseStandardDeviation,
        Seeds seeds) {

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
