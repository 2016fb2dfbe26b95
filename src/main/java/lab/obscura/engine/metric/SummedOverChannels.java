package lab.obscura.engine.metric;

import lab.obscura.engine.data.images.ImageShape;

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
}
