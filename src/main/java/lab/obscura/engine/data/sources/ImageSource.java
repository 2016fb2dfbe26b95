package lab.obscura.engine.data.sources;

import lab.obscura.engine.data.files.SafeFiles;

/** One format in which data sets lie on disk. */
public interface ImageSource {

    /** Its name in the catalog, as in {@code cifar10-binary}. */
    String format();

    /** Whether the files of a folder look like this format. Looks at names only. */
    boolean recognizes(SafeFiles files);

    /** Whether its samples may have 16 bits, so that {@link Reading#sampleMaximum} means something. */
    default boolean scalesSamples() {
        return false;
    }

    /**
     * Finds out what images there are, from the heads of the files: no pixel is read.
     *
     * @throws lab.obscura.engine.data.images.DataException when a file is damaged; it names the file, what was expected, the way out
     */
    StoredImages open(SafeFiles files, Reading reading);
}
