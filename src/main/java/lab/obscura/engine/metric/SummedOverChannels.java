package lab.obscura.engine.metric;

import java.util.Arrays;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.PairScores;

/** The squared error of the SiftFunnel paper: summed over channels, so three times the usual one for colored images. */
public final class SummedOverChannels implements Metric {

    private final MetricInfo info;

    public SummedOverChannels(MetricInfo info) {
        this.info = info;
    }

    @Override
    public MetricInfo info() {
        return info;
    }

    @Override
    public double of(float[] original, float[] reconstruction, ImageShape shape) {
        return shape.channels() * MeanSquaredError.between(original, reconstruction, shape);
    }

    @Override
    public double of(ImagePair pair) {
        return pair.shape().channels() * pair.squaredError();
    }

    @Override
    public Optional<double[]> of(PairScores pairs, ImageShape shape) {
        return Optional.of(Arrays.stream(pairs.squaredErrors())
                .map(error -> shape.channels() * error)
                .toArray());
    }
}
