package lab.obscura.engine.data.sources;

import lab.obscura.engine.data.DataException;

/** How much memory a split may take. */
final class Bytes {

    private static final long MOST = 2_000_000_000L;

    private Bytes() {}

    /** The size of the pixel array, or a refusal that names the file. */
    static int total(long count, int imageBytes, String where) {
        long total = count * imageBytes;
        if (total > MOST) {
            throw new DataException(where + ": a split must fit into " + MOST + " bytes, " + count + " images of "
                    + imageBytes + " bytes do not. Keep fewer or smaller images in the folder");
        }
        return (int) total;
    }
}
