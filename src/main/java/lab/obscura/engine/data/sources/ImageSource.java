package lab.obscura.engine.data.sources;

import lab.obscura.engine.data.Split;

/** One format in which data sets lie on disk. */
public interface ImageSource {

    /** Its name in the catalogue, as in {@code cifar10-binary}. */
    String format();

    /** Whether the files of a folder look like this format. Looks at names only. */
    boolean recognizes(SafeFiles files);

    /**
     * Reads all images.
     *
     * @param imageSize height and width for images that differ in size; 0 when they must all be alike
     * @throws lab.obscura.engine.data.DataException when a file is damaged; it names the file, what was expected, the way out
     */
    Split read(SafeFiles files, int imageSize);
}
