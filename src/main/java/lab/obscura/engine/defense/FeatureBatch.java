package lab.obscura.engine.defense;

import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.PlacedSamples;
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
     * @param count how many
     * @param readingClean brings those before any transform to the host; asked at most once, and by some defenses never
     * @param readingSent brings what the cloud got to the host, as many values
     * @param resident those before any transform where the engine computes, when that is not the host; valid until its edge's next pass
     */
    public record Values(
            ImageShape shape,
            int count,
            Supplier<float[]> readingClean,
            Supplier<float[]> readingSent,
            Optional<Batch> resident) {

        public Values {
            readingClean = Once.of(readingClean);
            readingSent = Once.of(readingSent);
        }

        /** Of values that lie on the host. */
        public Values(ImageShape shape, float[] clean, float[] sent) {
            this(shape, wholeNumber(clean.length, shape), () -> clean, () -> sent, Optional.empty());
        }

        private static int wholeNumber(int values, ImageShape shape) {
            if (values % shape.size() != 0) {
                throw new IllegalArgumentException(values + " values are no whole number of features of " + shape);
            }
            return values / shape.size();
        }
    }

    /**
     * The images of a batch.
     *
     * @param shape of one image
     * @param reading brings the pixels to the host, in [0, 1], image after image; asked at most once
     * @param normalizing makes the same as the first layer of the edge leaves them; asked at most once, and by most defenses never
     * @param places of these images among the training images; none where nobody knows
     * @param attributes of these images, where they have some
     * @param resident the normalized ones where the engine computes, when that is not the host; valid until the way back is done
     */
    public record Images(
            ImageShape shape,
            Supplier<float[]> reading,
            Supplier<float[]> normalizing,
            int[] places,
            Attributes attributes,
            Optional<PlacedSamples> resident) {

        public Images {
            reading = Once.of(reading);
            normalizing = Once.of(normalizing);
        }

        /** Of images that nobody keeps elsewhere. */
        public Images(
                ImageShape shape,
                Supplier<float[]> reading,
                Supplier<float[]> normalizing,
                int[] places,
                Attributes attributes) {
            this(shape, reading, normalizing, places, attributes, Optional.empty());
        }

        /** Of images that are normalized already. */
        public Images(ImageShape shape, float[] pixels, float[] normalized, int[] places, Attributes attributes) {
            this(shape, () -> pixels, () -> normalized, places, attributes);
        }

        /** Of images of which no more is known. */
        public Images(ImageShape shape, float[] pixels, float[] normalized) {
            this(shape, pixels, normalized, new int[0], Attributes.NONE);
        }

        /** In [0, 1], image after image; not changed by whoever gets them. */
        public float[] pixels() {
            return reading.get();
        }

        /** The pixels as the first layer of the edge leaves them; not changed by whoever gets them. */
        public float[] normalized() {
            return normalizing.get();
        }
    }

    public FeatureBatch {
        if (values.count() != labels.length) {
            throw new IllegalArgumentException(
                    labels.length + " samples need as many features, were " + values.count());
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
        return values.readingClean().get();
    }

    public float[] sent() {
        return values.readingSent().get();
    }

    /** The clean features where the engine computes; empty where that is the host. */
    public Optional<Batch> resident() {
        return values.resident();
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
                new Values(values.shape(), count(), () -> features, values.readingSent(), Optional.empty()),
                labels,
                classes,
                step,
                images,
                taps);
    }

    /** The same step whose normalized images lie where the engine computes, too. */
    public FeatureBatch withImages(Optional<PlacedSamples> there) {
        var seen = new Images(
                images.shape(), images.reading(), images.normalizing(), images.places(), images.attributes(), there);
        return new FeatureBatch(values, labels, classes, step, seen, taps);
    }

    /** The same step whose clean features lie there too. */
    public FeatureBatch with(Optional<Batch> clean) {
        var there = new Values(values.shape(), count(), values.readingClean(), values.readingSent(), clean);
        return new FeatureBatch(there, labels, classes, step, images, taps);
    }

    /** The same step with what came by in the network. */
    public FeatureBatch with(Taps seen) {
        return new FeatureBatch(values, labels, classes, step, images, seen);
    }
}
