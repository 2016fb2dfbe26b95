package lab.obscura.engine.data.pictures;

import java.awt.Rectangle;
import java.io.IOException;

/** A picture as its file holds it, before it is turned upright. */
interface StoredPicture {

    /** What the head of the file says. */
    Layout layout();

    /**
     * Looks through the whole file for damage that the pixels would not show; called once, before the first pixel is asked for.
     *
     * @throws UnreadablePicture when part of the file is missing or torn
     */
    void verify() throws IOException;

    /** The pixels of a region, row by row, {@link Layout#channels()} bytes each, from the start of {@code target}. */
    void read(Rectangle region, byte[] target) throws IOException;

    /** What was seen in the pixels read so far. */
    default PictureTraits traits() {
        return PictureTraits.NONE;
    }

    /**
     * Size as stored, and how to turn it.
     *
     * @param channels 1 for gray, 3 for RGB
     */
    record Layout(int width, int height, int channels, Orientation orientation) {}
}
