package lab.obscura.engine.data.images;

/** A number for each image by which copies are known and images are put into an arbitrary but fixed order: FNV-1a with 64 bits. */
public final class PixelHashes implements PixelSink {

    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private final int imageBytes;
    private final long[] hashes;
    private long hash = START;
    private int image;
    private int bytes;

    public PixelHashes(int count, ImageShape shape) {
        this.hashes = new long[count];
        this.imageBytes = shape.size();
    }

    /** Those of images in memory. */
    public static long[] of(LabeledImages images, int from, int to) {
        var hashes = new PixelHashes(to - from, images.shape());
        int size = images.shape().size();
        hashes.accept(images.pixels(), from * size, (to - from) * size);
        return hashes.all();
    }

    @Override
    public void accept(byte[] pixels, int from, int count) {
        for (int i = from; i < from + count; i++) {
            hash = (hash ^ (pixels[i] & 0xff)) * PRIME;
            if (++bytes == imageBytes) {
                hashes[image++] = hash;
                hash = START;
                bytes = 0;
            }
        }
    }

    /** When all pixels were seen. */
    public long[] all() {
        return hashes;
    }
}
