package lab.obscura.engine.attack;

import lab.obscura.engine.data.images.ImageShape;

/**
 * Intercepted features.
 *
 * @param values image after image
 */
public record SentFeatures(ImageShape shape, float[] values) {

    public int count() {
        return values.length / shape.size();
    }

    /** Those at these places, in this order. */
    public SentFeatures of(int[] places) {
        int size = shape.size();
        float[] chosen = new float[places.length * size];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(values, places[i] * size, chosen, i * size, size);
        }
        return new SentFeatures(shape, chosen);
    }
}
