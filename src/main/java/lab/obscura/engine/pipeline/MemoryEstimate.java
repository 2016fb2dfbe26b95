package lab.obscura.engine.pipeline;

import lab.obscura.engine.data.DatasetInfo;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.network.SplitSpec;

/**
 * How much memory the training of one run takes, roughly: the images, the features that attackers get to see, what every layer keeps
 * of a batch for the way back, and the weights with their gradients and moments. Attacks are smaller than the networks that they
 * attack, or say themselves that they ran out of memory.
 *
 * @param heapMegabytes of Java
 * @param nativeMegabytes of the engine
 */
public record MemoryEstimate(long heapMegabytes, long nativeMegabytes) {

    /** The program itself. */
    private static final long PROGRAM_MEGABYTES = 100;

    /** Libraries, and buffers of the convolutions. */
    private static final long LIBRARIES_MEGABYTES = 300;

    /** A layer's output, and its gradient. */
    private static final int ARRAYS_PER_OUTPUT = 2;

    /** A weight, its gradient, its moment, and a copy while a checkpoint is written. */
    private static final int ARRAYS_PER_WEIGHT = 4;

    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    /** @throws lab.obscura.engine.settings.SettingsException when images and network do not go together */
    public static MemoryEstimate of(ExperimentDefinition definition, DatasetInfo info) {
        SplitSpec split = FitCheck.fit(definition, info);
        int train = FitCheck.limited(info.trainCount(), definition.dataset().trainLimit());
        int test = FitCheck.limited(info.testCount(), definition.dataset().testLimit());
        double images = (double) (train + test) * split.input().size();
        double features = definition.attacks().isEmpty() ? 0 : FitCheck.featureValues(split, Math.max(train, test));
        double outputs = outputs(split.edge(), split.input()) + outputs(split.tail(), split.feature());
        double weights = weights(split.edge(), split.input()) + weights(split.tail(), split.feature());
        double kept = outputs * definition.training().batchSize() * ARRAYS_PER_OUTPUT + weights * ARRAYS_PER_WEIGHT;
        return new MemoryEstimate(
                PROGRAM_MEGABYTES + megabytes(images + features), LIBRARIES_MEGABYTES + megabytes(kept));
    }

    private static long megabytes(double values) {
        return Math.round(values * Float.BYTES / BYTES_PER_MEGABYTE);
    }

    /** Values that all layers put out for one image. */
    private static double outputs(NetworkSpec spec, ImageShape input) {
        if (spec instanceof NetworkSpec.Sequence sequence) {
            double sum = 0;
            ImageShape shape = input;
            for (NetworkSpec layer : sequence.layers()) {
                sum += outputs(layer, shape);
                shape = layer.output(shape);
            }
            return sum;
        }
        if (spec instanceof NetworkSpec.ResidualSum sum) {
            return outputs(sum.body(), input) + outputs(sum.shortcut(), input);
        }
        return spec.output(input).size();
    }

    /** Weights of convolutions and dense layers: each is used once for every place of the output. */
    private static double weights(NetworkSpec spec, ImageShape input) {
        if (spec instanceof NetworkSpec.Sequence sequence) {
            double sum = 0;
            ImageShape shape = input;
            for (NetworkSpec layer : sequence.layers()) {
                sum += weights(layer, shape);
                shape = layer.output(shape);
            }
            return sum;
        }
        if (spec instanceof NetworkSpec.ResidualSum sum) {
            return weights(sum.body(), input) + weights(sum.shortcut(), input);
        }
        ImageShape output = spec.output(input);
        return (double) spec.multiplyAdds(input) / Math.max(1, output.height() * output.width());
    }
}
