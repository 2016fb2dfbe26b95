package lab.obscura.engine.metric;

import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.PairScores;
import lab.obscura.engine.stats.Interval;

/** Mean of the squared differences of all values: pixels and channels alike. */
public final class MeanSquaredError implements Metric {

    /** For whoever means this very metric, as the choice of the nearest reconstruction does. */
    public static final String ID = "mse";

    public static final MetricInfo INFO = new MetricInfo(
            ID,
            "Mean squared error",
            new Notation("MSE", "", 5),
            MetricInfo.Direction.HIGHER_IS_MORE_PRIVATE,
            new Interval(0, 1),
            new MetricVersion(1, "mean over pixels and channels of (x - y)^2"));

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public double of(float[] original, float[] reconstruction, ImageShape shape) {
        return between(original, reconstruction, shape);
    }

    @Override
    public double of(ImagePair pair) {
        return pair.squaredError();
    }

    @Override
    public Optional<double[]> of(PairScores pairs, ImageShape shape) {
        return Optional.of(pairs.squaredErrors());
    }

    static double between(float[] original, float[] reconstruction, ImageShape shape) {
        if (original.length != shape.size() || reconstruction.length != shape.size()) {
            throw new IllegalArgumentException("Both images need the " + shape.size() + " values of " + shape
                    + ", have " + original.length + " and " + reconstruction.length);
        }
        double sum = 0;
        for (int i = 0; i < original.length; i++) {
            double difference = (double) original[i] - reconstruction[i];
            sum += difference * difference;
        }
        return sum / original.length;
    }
}
