package lab.obscura.engine.leakage;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.network.batch.Batch;

/**
 * Pairs of inputs and features for estimators that learn.
 *
 * @param x inputs, one after the other
 * @param z features, one after the other
 */
record Samples(ImageShape inputShape, ImageShape featureShape, float[] x, float[] z) {

    /** Normalized pixels and what is sent for them. */
    static Samples of(MeasuredFeatures.Part part, ImageShape feature, Normalization normalization) {
        float[] pixels = part.pixels();
        int channels = normalization.mean().size();
        for (int i = 0; i < pixels.length; i++) {
            double mean = normalization.mean().get(i % channels);
            pixels[i] = (float)
                    ((pixels[i] - mean) / normalization.standardDeviation().get(i % channels));
        }
        return new Samples(part.images().shape(), feature, pixels, part.sent());
    }

    int count() {
        return x.length / inputShape.size();
    }

    /** Inputs of these places; the caller closes them. */
    Batch inputs(int[] places) {
        return rows(x, inputShape, places);
    }

    /** Features of these places; the caller closes them. */
    Batch features(int[] places) {
        return rows(z, featureShape, places);
    }

    private static Batch rows(float[] values, ImageShape shape, int[] places) {
        float[] chosen = new float[places.length * shape.size()];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(values, places[i] * shape.size(), chosen, i * shape.size(), shape.size());
        }
        return Batch.of(chosen, shape);
    }
}
