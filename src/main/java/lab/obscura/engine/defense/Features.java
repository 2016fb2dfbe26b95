package lab.obscura.engine.defense;

import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;

/**
 * Features on their way to the cloud.
 *
 * @param shape of one feature
 * @param values feature after feature; not changed by whoever gets them
 * @param image shape of one image
 * @param images the pixels they were made of, in [0, 1], made when a transform asks
 */
public record Features(ImageShape shape, float[] values, ImageShape image, Supplier<float[]> images) {

    public int count() {
        return values.length / shape.size();
    }

    /** The same after a transform. */
    public Features with(float[] changed) {
        return new Features(shape, changed, image, images);
    }
}
