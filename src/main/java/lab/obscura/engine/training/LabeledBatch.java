package lab.obscura.engine.training;

import java.util.Arrays;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Once;
import lab.obscura.engine.network.batch.Batch;

/**
 * The images of a step with what is known of them.
 *
 * @param shape of one image
 * @param making makes the images where the engine computes; whoever asks closes them
 * @param reading brings their pixels to the host; asked at most once
 * @param labels class of each image
 * @param places of these images among the training images; none where nobody knows
 * @param attributes of these images, where they have some
 */
record LabeledBatch(
        ImageShape shape,
        Supplier<Batch> making,
        Supplier<float[]> reading,
        int[] labels,
        int[] places,
        Attributes attributes) {

    LabeledBatch {
        reading = Once.of(reading);
    }

    /** Of pixels that lie on the host. */
    static LabeledBatch of(float[] pixels, ImageShape shape, int[] labels, int[] places, Attributes attributes) {
        return new LabeledBatch(shape, () -> Batch.of(pixels, shape), () -> pixels, labels, places, attributes);
    }

    /** Of images of which no more is known. */
    static LabeledBatch of(float[] pixels, ImageShape shape, int[] labels) {
        return of(pixels, shape, labels, new int[0], Attributes.NONE);
    }

    /** In [0, 1]; the caller closes them. */
    Batch images() {
        return making.get();
    }

    /** In [0, 1], image after image; not changed by whoever gets them. */
    float[] pixels() {
        return reading.get();
    }

    int count() {
        return labels.length;
    }

    /** One image of it. */
    LabeledBatch only(int image) {
        return of(
                Arrays.copyOfRange(pixels(), image * shape.size(), (image + 1) * shape.size()),
                shape,
                new int[] {labels[image]},
                places.length == 0 ? places : new int[] {places[image]},
                attributes.select(new int[] {image}));
    }
}
