package lab.obscura.engine.defense;

import lab.obscura.engine.seed.Seeds;

/**
 * Where a training stands when a part is asked.
 *
 * @param epoch counted from 1
 * @param epochs of the whole training
 * @param iteration counted from 0 over the whole training
 * @param samplesPerEpoch batches of an epoch times the batch size
 * @param learningRate of this step
 * @param noiseStandardDeviation of the noise that is added after the edge; 0 without
 * @param seeds the same for every batch of a training; a part that draws numbers names its step
 */
public record StepContext(
        int epoch,
        int epochs,
        int iteration,
        int samplesPerEpoch,
        double learningRate,
        double noiseStandardDeviation,
        Seeds seeds) {}
