package lab.obscura.engine.defense;

import lab.obscura.engine.seed.Seeds;

/**
 * One look at the features of the whole training set: encoder in EVAL mode, no noise, augmented images, full batches only.
 *
 * @param clean sample after sample, {@code labels.length · size} values
 * @param epoch the one that just ended, counted from 1
 * @param noiseStandardDeviation of the noise that is added after the edge; 0 without
 */
public record EpochFeatures(
        float[] clean, int[] labels, int size, int classes, int epoch, double noiseStandardDeviation, Seeds seeds) {}
