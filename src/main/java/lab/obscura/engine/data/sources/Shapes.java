package lab.obscura.engine.data.sources;

import java.util.stream.IntStream;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.data.Split;
import lab.obscura.engine.seed.Seeds;

/**
 * The built-in, synthetic data set: ten figures on varied backgrounds, drawn from a fixed seed. Place, size, rotation, colors,
 * lighting, shadow and background vary; the same program draws the same bytes everywhere.
 */
public final class Shapes {

    /** The id in the catalogue. */
    public static final String ID = "shapes";

    /** Changes whenever the drawing changes, and with it every image. */
    public static final String VERSION = "shapes-1";

    private static final int TRAIN = 10_000;
    private static final int TEST = 2_000;
    private static final ImageShape SHAPE = new ImageShape(Scene.SIZE, Scene.SIZE, 3);
    private static final Seeds SEEDS = Seeds.of(20_240_601);

    private Shapes() {}

    /** Draws all images, on all processors at once. */
    public static Split draw() {
        return new Split(draw("train", TRAIN), draw("test", TEST));
    }

    private static LabeledImages draw(String split, int count) {
        int[] order = SEEDS.stream("shapes.labels." + split).permutation(count);
        byte[] pixels = new byte[count * SHAPE.size()];
        int[] labels = new int[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            labels[i] = order[i] % Outline.values().length;
            var scene = new Scene(Outline.values()[labels[i]], SEEDS.stream("shapes." + split, i));
            scene.paint(pixels, i * SHAPE.size());
        });
        return new LabeledImages(SHAPE, pixels, labels, Outline.names());
    }
}
