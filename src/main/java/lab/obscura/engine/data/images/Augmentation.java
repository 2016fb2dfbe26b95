package lab.obscura.engine.data.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.obscura.engine.seed.RandomStream;

/**
 * Varies training images: a random window of the zero-padded image, a random left-right flip, a random rotation about the middle
 * (bilinear; what comes from outside is black), in this order. Values come out in [0, 1], not normalized.
 *
 * <p>The public code of the CEM paper does the same with nearest-neighbor rotation.
 *
 * @param cropPadding black pixels added on each side before a window of the old size is cut out; 0 for none
 * @param flip whether half of the images are mirrored
 * @param rotationDegrees the angle is uniform in plus or minus this; 0 for none
 */
public record Augmentation(int cropPadding, boolean flip, double rotationDegrees) {

    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(0, false, 0);

    /** What the CEM paper does with CIFAR. */
    public static final Augmentation CIFAR = NONE.withCrop(4).withFlip().withRotation(15);

    /** What the CEM paper does with FaceScrub and Tiny ImageNet. */
    public static final Augmentation FLIP_AND_ROTATION = NONE.withFlip().withRotation(15);

    private static final Map<String, Augmentation> NAMED = new LinkedHashMap<>();

    static {
        for (int steps = 0; steps < 8; steps++) {
            var augmentation = new Augmentation((steps & 1) * 4, (steps & 2) != 0, (steps & 4) == 0 ? 0 : 15);
            NAMED.put(augmentation.name(), augmentation);
        }
    }

    /** The names of all that can be chosen, as in {@code crop-flip-rotate}. */
    public static List<String> names() {
        return List.copyOf(NAMED.keySet());
    }

    /** The one of this name; empty for any other text. */
    public static Optional<Augmentation> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    /** Its steps: {@code none}, {@code flip}, {@code crop-flip-rotate}. */
    public String name() {
        var steps = new ArrayList<String>();
        if (cropPadding > 0) {
            steps.add("crop");
        }
        if (flip) {
            steps.add("flip");
        }
        if (rotationDegrees > 0) {
            steps.add("rotate");
        }
        return steps.isEmpty() ? "none" : String.join("-", steps);
    }

    public Augmentation {
        if (cropPadding < 0 || cropPadding > 64 || !(rotationDegrees >= 0 && rotationDegrees <= 180)) {
            throw new IllegalArgumentException(
                    "Padding must be between 0 and 64 and rotation between 0 and 180 degrees, were " + cropPadding
                            + " and " + rotationDegrees);
        }
    }

    public Augmentation withCrop(int padding) {
        return new Augmentation(padding, flip, rotationDegrees);
    }

    public Augmentation withFlip() {
        return new Augmentation(cropPadding, true, rotationDegrees);
    }

    public Augmentation withRotation(double degrees) {
        return new Augmentation(cropPadding, flip, degrees);
    }

    /**
     * One way in which an image is varied.
     *
     * @param index of the image
     * @param down pixels from the top of the image at which the window begins; what lies outside is black
     * @param right the same from its left
     * @param mirrored whether the window is mirrored then
     * @param angle by which it is rotated at last, in radians; empty for an augmentation that rotates nothing
     */
    public record Variation(int index, int down, int right, boolean mirrored, OptionalDouble angle) {

        /** The image as it is. */
        public static Variation none(int index) {
            return new Variation(index, 0, 0, false, OptionalDouble.empty());
        }
    }

    /** What chance makes of one image. */
    public Variation drawn(int index, RandomStream random) {
        int down = cropPadding == 0 ? 0 : random.nextInt(2 * cropPadding + 1) - cropPadding;
        int right = cropPadding == 0 ? 0 : random.nextInt(2 * cropPadding + 1) - cropPadding;
        boolean mirrored = flip && random.nextDouble() < 0.5;
        OptionalDouble angle = rotationDegrees == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.toRadians(random.between(-rotationDegrees, rotationDegrees)));
        return new Variation(index, down, right, mirrored, angle);
    }

    /** Writes one varied image (NHWC, values in [0, 1]) into {@code target} at {@code offset}. */
    public static void write(LabeledImages images, Variation varied, float[] target, int offset) {
        if (varied.angle().isEmpty()) {
            var plain = new Window(images.shape(), target, offset, 0);
            plain.clear();
            plain.cut(images, varied);
            return;
        }
        double angle = varied.angle().getAsDouble();
        var bordered = Window.bordered(images.shape());
        bordered.cut(images, varied);
        bordered.rotateInto(target, offset, StrictMath.cos(angle), StrictMath.sin(angle));
    }

    /** An image inside a larger array, with a black border so that interpolation needs no questions at the rim. */
    private record Window(ImageShape shape, float[] values, int offset, int border) {

        private static final float[] UNIT = new float[256];

        static {
            for (int i = 0; i < UNIT.length; i++) {
                UNIT[i] = i / 255f;
            }
        }

        static Window bordered(ImageShape shape) {
            int size = (shape.height() + 2) * (shape.width() + 2) * shape.channels();
            return new Window(shape, new float[size], 0, 1);
        }

        void clear() {
            Arrays.fill(values, offset, offset + shape.size(), 0f);
        }

        private int stride() {
            return (shape.width() + 2 * border) * shape.channels();
        }

        /** Copies the image, moved and perhaps mirrored; what is moved out is lost, what comes in stays black. */
        void cut(LabeledImages images, Variation varied) {
            int down = varied.down();
            int right = varied.right();
            int channels = shape.channels();
            int firstRow = Math.max(0, -down);
            int lastRow = Math.min(shape.height(), shape.height() - down);
            int firstColumn = Math.max(0, -right);
            int lastColumn = Math.min(shape.width(), shape.width() - right);
            byte[] pixels = images.pixels();
            int image = varied.index() * shape.size();
            for (int y = firstRow; y < lastRow; y++) {
                int row = offset + (y + border) * stride() + border * channels;
                int source = image + ((y + down) * shape.width() + right) * channels;
                for (int x = firstColumn; x < lastColumn; x++) {
                    int column = varied.mirrored() ? shape.width() - 1 - x : x;
                    for (int c = 0; c < channels; c++) {
                        values[row + column * channels + c] = UNIT[pixels[source + x * channels + c] & 0xff];
                    }
                }
            }
        }

        void rotateInto(float[] target, int start, double cos, double sin) {
            int channels = shape.channels();
            int stride = stride();
            float[] source = values;
            double middleX = (shape.width() - 1) / 2.0;
            double middleY = (shape.height() - 1) / 2.0;
            int at = start;
            for (int y = 0; y < shape.height(); y++) {
                // Where the pixel comes from, counted in the bordered array.
                double fromX = middleX + 1 - cos * middleX - sin * (y - middleY);
                double fromY = middleY + 1 - sin * middleX + cos * (y - middleY);
                for (int x = 0; x < shape.width(); x++, fromX += cos, fromY += sin, at += channels) {
                    boolean outside =
                            fromX <= 0 || fromY <= 0 || fromX >= shape.width() + 1 || fromY >= shape.height() + 1;
                    if (outside) {
                        Arrays.fill(target, at, at + channels, 0f);
                        continue;
                    }
                    int left = (int) fromX;
                    int top = (int) fromY;
                    float toRight = (float) (fromX - left);
                    float toBottom = (float) (fromY - top);
                    float lowerRight = toRight * toBottom;
                    float upperRight = toRight - lowerRight;
                    float lowerLeft = toBottom - lowerRight;
                    float upperLeft = 1 - toRight - lowerLeft;
                    int upper = top * stride + left * channels;
                    int lower = upper + stride;
                    for (int c = 0; c < channels; c++) {
                        target[at + c] = upperLeft * source[upper + c]
                                + upperRight * source[upper + channels + c]
                                + lowerLeft * source[lower + c]
                                + lowerRight * source[lower + channels + c];
                    }
                }
            }
        }
    }
}
