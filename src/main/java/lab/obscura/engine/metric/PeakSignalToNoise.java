package lab.obscura.engine.metric;

import java.util.Arrays;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.PairScores;
import lab.obscura.engine.stats.Interval;

/**
 * The mean squared error on a logarithmic scale. Identical images, which have no finite value, and nearly identical ones get the
 * cap of 100 dB, so that averages stay finite.
 */
public final class PeakSignalToNoise implements Metric {

    /** Reached at a mean squared error of 1e-10. */
    static final double CAP = 100;

    public static final MetricInfo INFO = new MetricInfo(
            "psnr",
            "Peak signal-to-noise ratio",
            new Notation("PSNR", "dB", 2),
            MetricInfo.Direction.LOWER_IS_MORE_PRIVATE,
            new Interval(0, CAP),
            new MetricVersion(1, "min(100, -10 log10(mse)), peak 1"));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public double of(float[] original, float[] reconstruction, ImageShape shape) {
        return decibels(MeanSquaredError.between(original, reconstruction, shape));
    }

    @Override
    public double of(ImagePair pair) {
        return decibels(pair.squaredError());
    }

    @Override
    public Optional<double[]> of(PairScores pairs, ImageShape shape) {
        return Optional.of(Arrays.stream(pairs.squaredErrors())
                .map(PeakSignalToNoise::decibels)
                .toArray());
    }

    public static double decibels(double meanSquaredError) {
        return Math.min(CAP, -10 * Math.log10(meanSquaredError));
    }
}
