package lab.obscura.engine.defense;

import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;

/**
 * Features on their way to the cloud.
 *
 * @param shape of one feature
 * @param count how many
 * @param reading brings their values to the host; asked at most once, and on a card by many defenses never
 * @param image shape of one image
 * @param images the pixels they were made of, in [0, 1], made when a transform asks
 */
public record Features(
        ImageShape shape, int count, Supplier<float[]> reading, ImageShape image, Supplier<float[]> images) {

    public Features {
        reading = Once.of(reading);
    }

    /** Of values that lie on the host, feature after feature. */
    public Features(ImageShape shape, float[] values, ImageShape image, Supplier<float[]> images) {
        this(shape, values.length / shape.size(), () -> values, image, images);
    }

    /** Feature after feature; not changed by whoever gets them. */
    public float[] values() {
        return reading.get();
    }

    /** Others of the same shapes. */
    public Features of(float[] values) {
        return new Features(shape, values, image, images);
    }

    /** The same after a transform. */
    public Features with(Supplier<float[]> changed) {
        return new Features(shape, count, changed, image, images);
    }
}
