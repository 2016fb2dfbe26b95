package lab.obscura.engine.defense;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.Seeds;

/**
 * What a penalty or an adversary sees of one training batch.
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
 * @param seeds the same for every batch of a training; a part that draws numbers names its step
 * @param feature shape of one feature
 * @param sent what the cloud got, as many values as {@code clean}
 * @param images what the features were made of
 * @param iteration counted from 0 over the whole training
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
        Seeds seeds,
        ImageShape feature,
        float[] sent,
        Images images,
        int iteration) {

    /**
     * The images of a batch.
     *
     * @param shape of one image
     * @param pixels in [0, 1], image after image
     * @param normalized the same as the first layer of the edge leaves them
     */
    public record Images(ImageShape shape, float[] pixels, float[] normalized) {}

    public FeatureBatch {
        if (clean.length != labels.length * size) {
            throw new IllegalArgumentException(
                    labels.length + " samples of " + size + " values are not " + clean.length);
        }
    }

    /** A batch of which nothing is known but its clean features: vectors that are sent as they are. */
    public FeatureBatch(
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
        this(
                clean,
                labels,
                size,
                classes,
                samplesPerEpoch,
                epoch,
                epochs,
                learningRate,
                noiseStandardDeviation,
                seeds,
                new ImageShape(1, 1, size),
                clean,
                new Images(new ImageShape(1, 1, 1), new float[labels.length], new float[labels.length]),
                0);
    }

    /** Of the whole training. */
    public int steps() {
        return epochs * (samplesPerEpoch / count());
    }

    public int count() {
        return labels.length;
    }

    /** The same step seen with other features, as after a change by a hair or in another mode. */
    public FeatureBatch withClean(float[] features) {
        return new FeatureBatch(
                features,
                labels,
                size,
                classes,
                samplesPerEpoch,
                epoch,
                epochs,
                learningRate,
                noiseStandardDeviation,
                seeds,
                feature,
                sent,
                images,
                iteration);
    }
}
