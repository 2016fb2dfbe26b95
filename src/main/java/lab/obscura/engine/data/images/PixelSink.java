package lab.obscura.engine.data.images;

/** Takes pixels as they come: channels last, row after row, image after image, in pieces of any length. */
@FunctionalInterface
public interface PixelSink {

    /** The next bytes; they are the sink's only during the call. */
    void accept(byte[] bytes, int from, int count);
}
