package lab.obscura.engine.data.sources;

import lab.obscura.engine.data.images.DataException;

/** How many images a data set may have. */
final class ImageCount {

    /** Labels and numbers of so many are held in memory. */
    private static final int MOST_IMAGES = 1_000_000;

    private ImageCount() {}

    /** The number of images, or a refusal that names the file. */
    static int checked(long count, String where) {
        if (count > MOST_IMAGES) {
            throw new DataException(where + ": a split must have at most " + MOST_IMAGES + " images, has " + count
                    + ". Keep fewer images in the folder");
        }
        return (int) count;
    }
}
