package lab.obscura.engine.data.shapes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.Split;
import lab.obscura.engine.seed.Seeds;

/**
 * The built-in, synthetic data set: ten figures on varied backgrounds, drawn from a fixed seed. Place, size, rotation, colors,
 * lighting, shadow and background vary; the same program draws the same bytes everywhere. The kind of the background is its attribute.
 */
public final class Shapes {

    /** The id in the catalog. */
    public static final String ID = "shapes";

    /** Changes whenever the drawing changes, and with it every image. */
    public static final String VERSION = "shapes-1";

    private static final int TRAIN = 10_000;
    private static final int TEST = 2_000;
    /** Rows and columns of its images. */
    public static final int SIDE = Scene.SIZE;

    private static final ImageShape SHAPE = new ImageShape(SIDE, SIDE, 3);
    private static final Seeds SEEDS = Seeds.of(20_240_601);

    private Shapes() {}

    /** Draws all images, on all processors at once. */
    public static Split draw() {
        return new Split(images("train", draw("train", TRAIN)), images("test", draw("test", TEST)));
    }

    /**
     * All images as they were drawn once.
     *
     * @param pixels every byte of the images to learn from, then of those to judge by
     * @throws IOException when these end too early
     */
    public static Split read(InputStream pixels) throws IOException {
        byte[] train = pixels.readNBytes(TRAIN * SHAPE.size());
        byte[] test = pixels.readNBytes(TEST * SHAPE.size());
        if (test.length < TEST * SHAPE.size()) {
            throw new EOFException("Less than " + (TRAIN + TEST) + " images");
        }
        return new Split(images("train", train), images("test", test));
    }

    private static byte[] draw(String split, int count) {
        int[] labels = labels(split, count);
        byte[] pixels = new byte[count * SHAPE.size()];
        IntStream.range(0, count).parallel().forEach(i -> {
            var scene = new Scene(Outline.values()[labels[i]], SEEDS.stream("shapes." + split, i));
            scene.paint(pixels, i * SHAPE.size());
        });
        return pixels;
    }

    private static LabeledImages images(String split, byte[] pixels) {
        int[] labels = labels(split, pixels.length / SHAPE.size());
        return new LabeledImages(SHAPE, pixels, labels, Outline.names(), backgrounds(split, labels));
    }

    /** The kind of each picture's background, which is drawn before anything is painted. */
    private static Attributes backgrounds(String split, int[] labels) {
        int[] kinds = IntStream.range(0, labels.length)
                .parallel()
                .map(i -> new Scene(Outline.values()[labels[i]], SEEDS.stream("shapes." + split, i)).background())
                .toArray();
        return new Attributes(Backdrop.kinds(), kinds);
    }

    private static int[] labels(String split, int count) {
        int[] order = SEEDS.stream("shapes.labels." + split).permutation(count);
        return Arrays.stream(order)
                .map(place -> place % Outline.values().length)
                .toArray();
    }
}
