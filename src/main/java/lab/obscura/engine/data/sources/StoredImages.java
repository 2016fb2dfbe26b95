package lab.obscura.engine.data.sources;

import java.util.List;
import java.util.Locale;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.PixelSink;

/**
 * The images of a data set as they lie on the disk. Shape, classes and labels are known from the heads of the files; pixels are read
 * when they are asked for and never all held at once, so that a data set of any size can be looked at with little memory. For one
 * thread.
 */
public interface StoredImages extends AutoCloseable {

    /** What the files call a split. */
    enum Half {
        TRAIN,
        TEST
    }

    /** Of every image. */
    ImageShape shape();

    /** In label order. */
    List<String> classNames();

    /** The class of each image in the order of the files; none in {@link Half#TEST} when the files have no test split. */
    int[] labels(Half half);

    /** How a file of attributes calls an image: its path, or for images that share a file split and number, as in {@code train/0}. */
    default String name(Half half, int place) {
        return half.name().toLowerCase(Locale.ROOT) + "/" + place;
    }

    /**
     * Reads the pixels of some images, one image after the other.
     *
     * @param places of the images in their half, in the order in which they are wanted
     * @throws lab.obscura.engine.data.images.DataException when a file is damaged; it names the file, what was expected, the way out
     */
    void read(Half half, int[] places, PixelSink sink);

    /** What a reader of the numbers should know; complete when all pixels were read. */
    List<String> notes();

    @Override
    void close();
}
