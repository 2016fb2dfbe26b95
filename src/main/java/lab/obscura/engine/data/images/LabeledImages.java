package lab.obscura.engine.data.images;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images of one shape with their labels. Pixels are kept as the bytes of the files (NHWC, 0–255), so nothing is lost and 50 000
 * CIFAR images take 150 MB. The array is not copied: whoever hands it in gives it away.
 */
public final class LabeledImages {

    /** Java's arrays end there. */
    public static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final ImageShape shape;
    private final byte[] pixels;
    private final int[] labels;
    private final List<String> classNames;
    private final Attributes attributes;

    /**
     * @param pixels {@code labels.length · shape.size()} bytes, image after image
     * @param labels class of each image, 0 … classNames.size() − 1
     */
    public LabeledImages(ImageShape shape, byte[] pixels, int[] labels, List<String> classNames) {
        this(shape, pixels, labels, classNames, Attributes.NONE);
    }

    /** @param attributes one of each image, or none at all */
    public LabeledImages(
            ImageShape shape, byte[] pixels, int[] labels, List<String> classNames, Attributes attributes) {
        if (attributes.areThere() && attributes.values().length != labels.length) {
            throw new IllegalArgumentException(
                    labels.length + " images need as many attributes, were " + attributes.values().length);
        }
        if (pixels.length != (long) labels.length * shape.size()) {
            throw new IllegalArgumentException(labels.length + " images of " + shape + " need "
                    + (long) labels.length * shape.size() + " bytes, were " + pixels.length);
        }
        for (int label : labels) {
            if (label < 0 || label >= classNames.size()) {
                throw new IllegalArgumentException(
                        "A label must lie in 0…" + (classNames.size() - 1) + ", was " + label);
            }
        }
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        this.attributes = attributes;
    }

    public ImageShape shape() {
        return shape;
    }

    public int count() {
        return labels.length;
    }

    public int label(int index) {
        return labels[index];
    }

    /** Of all images, without copying: for loops inside this package, which only read them. */
    public int[] labels() {
        return labels;
    }

    public List<String> classNames() {
        return classNames;
    }

    /** What else is known of each image; {@link Attributes#NONE} where nothing is. */
    public Attributes attributes() {
        return attributes;
    }

    public int classes() {
        return classNames.size();
    }

    /** Copies one image as values in [0, 1] (NHWC) into {@code target} at {@code offset}. */
    public void copyTo(int index, float[] target, int offset) {
        int start = index * shape.size();
        for (int i = 0; i < shape.size(); i++) {
            target[offset + i] = (pixels[start + i] & 0xff) / 255f;
        }
    }

    /** One image as values in [0, 1], height · width · channels. */
    public float[] image(int index) {
        float[] values = new float[shape.size()];
        copyTo(index, values, 0);
        return values;
    }

    /** The bytes of one image, 0–255. */
    public byte[] bytes(int index) {
        return Arrays.copyOfRange(pixels, index * shape.size(), (index + 1) * shape.size());
    }

    /** All bytes, image after image, without copying: for loops inside this package, which only read them. */
    public byte[] pixels() {
        return pixels;
    }

    /** How many images each class has, in label order. */
    public int[] classCounts() {
        int[] counts = new int[classes()];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** The images at these places, in this order. */
    public LabeledImages select(int[] indices) {
        byte[] chosen = new byte[indices.length * shape.size()];
        int[] chosenLabels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * shape.size(), chosen, i * shape.size(), shape.size());
            chosenLabels[i] = labels[indices[i]];
        }
        return new LabeledImages(shape, chosen, chosenLabels, classNames, attributes.select(indices));
    }

    /** These images and then others of the same shape and classes. */
    public LabeledImages and(LabeledImages others) {
        byte[] both = Arrays.copyOf(pixels, Math.addExact(pixels.length, others.pixels.length));
        System.arraycopy(others.pixels, 0, both, pixels.length, others.pixels.length);
        int[] bothLabels = Arrays.copyOf(labels, labels.length + others.labels.length);
        System.arraycopy(others.labels, 0, bothLabels, labels.length, others.labels.length);
        return new LabeledImages(shape, both, bothLabels, classNames, attributes.and(others.attributes));
    }

    /** The same images, all with label 0 and without attributes: for whoever may not see the labels. */
    public LabeledImages unlabeled() {
        return new LabeledImages(shape, pixels, new int[labels.length], classNames);
    }

    /** The images from {@code from} (inclusive) to {@code to} (exclusive). */
    public LabeledImages range(int from, int to) {
        return select(IntStream.range(from, to).toArray());
    }
}
