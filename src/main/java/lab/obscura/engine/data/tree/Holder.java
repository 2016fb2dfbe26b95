package lab.obscura.engine.data.tree;

import java.io.IOException;
import java.io.InputStream;
import lab.obscura.engine.data.pictures.PictureReader;

/** Where files lie: the folder of a data set, or a zip file in it. A file is known by its path below that place. */
interface Holder {

    /** The zip file, for messages; empty for the folder itself. */
    String container();

    /** What messages call a file. */
    String where(String path);

    /** A stream over a file, to be closed by the caller. */
    InputStream open(String path) throws IOException;

    /**
     * Opens a picture, to be closed by the caller.
     *
     * @param sampleMaximum the sample of 16-bit pictures that is white; 0 for 65535
     */
    PictureReader picture(String path, int sampleMaximum);
}
