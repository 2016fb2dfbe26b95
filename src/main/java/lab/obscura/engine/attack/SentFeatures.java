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
}
