package lab.obscura.engine.defense;

import java.util.function.Supplier;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.Seeds;

/**
 * What a penalty or an adversary sees of one training batch.
 *
 * @param labels class of each sample
 * @param classes number of classes of the data set
 * @param images what the features were made of
 * @param taps what came by at the places that parts look at
 */
public record FeatureBatch(Values values, int[] labels, int classes, StepContext step, Images images, Taps taps) {

    /**
     * The features of a batch, sample after sample.
     *
     * @param shape of one feature
     * @param clean before any transform
     * @param sent what the cloud got, as many values
     */
    public record Values(ImageShape shape, float[] clean, float[] sent) {}

    /**
     * The images of a batch.
     *
     * @param shape of one image
     * @param pixels in [0, 1], image after image
     * @param normalizing makes the same as the first layer of the edge leaves them; asked at most once, and by most defenses never
     * @param places of these images among the training images; none where nobody knows
     * @param attributes of these images, where they have some
     */
    public record Images(
            ImageShape shape, float[] pixels, Supplier<float[]> normalizing, int[] places, Attributes attributes) {

        public Images {
            normalizing = Once.of(normalizing);
        }

        /** Of images that are normalized already. */
        public Images(ImageShape shape, float[] pixels, float[] normalized, int[] places, Attributes attributes) {
            this(shape, pixels, () -> normalized, places, attributes);
        }

        /** Of images of which no more is known. */
        public Images(ImageShape shape, float[] pixels, float[] normalized) {
            this(shape, pixels, normalized, new int[0], Attributes.NONE);
        }

        /** The pixels as the first layer of the edge leaves them; not changed by whoever gets them. */
        public float[] normalized() {
            return normalizing.get();
        }
    }

    public FeatureBatch {
        if (values.clean().length != labels.length * values.shape().size()) {
            throw new IllegalArgumentException(
                    labels.length + " samples of " + values.shape() + " are not " + values.clean().length + " values");
        }
    }

    /** A batch in which nobody looked into the network. */
    public FeatureBatch(Values values, int[] labels, int classes, StepContext step, Images images) {
        this(values, labels, classes, step, images, Taps.none());
    }

    /** A batch of which nothing is known but its clean features: vectors that are sent as they are. */
    public static FeatureBatch ofVectors(float[] clean, int[] labels, int classes, StepContext step) {
        return new FeatureBatch(
                new Values(new ImageShape(1, 1, clean.length / labels.length), clean, clean),
                labels,
                classes,
                step,
                new Images(new ImageShape(1, 1, 1), new float[labels.length], new float[labels.length]));
    }

    public float[] clean() {
        return values.clean();
    }

    public float[] sent() {
        return values.sent();
    }

    /** Shape of one feature. */
    public ImageShape feature() {
        return values.shape();
    }

    /** Values of one feature. */
    public int size() {
        return values.shape().size();
    }

    public int count() {
        return labels.length;
    }

    public Seeds seeds() {
        return step.seeds();
    }

    /** Of the whole training. */
    public int steps() {
        return step.epochs() * (step.samplesPerEpoch() / count());
    }

    /** The same step seen with other features, as after a change by a hair or in another mode. */
    public FeatureBatch withClean(float[] features) {
        return new FeatureBatch(
                new Values(values.shape(), features, values.sent()), labels, classes, step, images, taps);
    }

    /** The same step with what came by in the network. */
    public FeatureBatch with(Taps seen) {
        return new FeatureBatch(values, labels, classes, step, images, seen);
    }
}
