package lab.obscura.engine.metric;

import lab.obscura.engine.data.images.ImageShape;

/** A distance or a likeness of two images. One image at a time; averages are taken outside. */
public interface Metric {

    MetricInfo info();

    /**
     * @param original values in [0, 1], rows, columns, channels
     * @param reconstruction as many
     * @return finite for finite values
     */
    double of(float[] original, float[] reconstruction, ImageShape shape);
}
