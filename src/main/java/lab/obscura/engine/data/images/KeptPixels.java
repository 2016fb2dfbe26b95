package lab.obscura.engine.data.images;

/** Gathers images that come as pixels, scaled on their way when another size is wanted. */
public final class KeptPixels implements PixelSink {

    private final ImageShape stored;
    private final ImageShape shape;
    private final byte[] pixels;
    private SquareScaler scaler;
    private int filled;
    private int bytesOfImage;

    /**
     * @param count how many images will come
     * @param stored their shape
     * @param imageSize height and width to which they are brought; 0 leaves them as they are
     * @throws DataException when they do not fit into one array
     */
    public KeptPixels(int count, ImageShape stored, int imageSize) {
        this.stored = stored;
        boolean asStored = imageSize == 0 || stored.height() == imageSize && stored.width() == imageSize;
        this.shape = asStored ? stored : new ImageShape(imageSize, imageSize, stored.channels());
        this.pixels = new byte[checked((long) count * shape.size(), count)];
        this.scaler = new SquareScaler(stored, shape.height());
    }

    @Override
    public void accept(byte[] bytes, int from, int count) {
        if (shape.equals(stored)) {
            System.arraycopy(bytes, from, pixels, filled, count);
            filled += count;
            return;
        }
        for (int taken = 0; taken < count; ) {
            int piece = Math.min(count - taken, stored.size() - bytesOfImage);
            scaler.add(bytes, from + taken, piece);
            taken += piece;
            bytesOfImage += piece;
            if (bytesOfImage == stored.size()) {
                System.arraycopy(scaler.finished(), 0, pixels, filled, shape.size());
                filled += shape.size();
                bytesOfImage = 0;
                scaler = new SquareScaler(stored, shape.height());
            }
        }
    }

    public ImageShape shape() {
        return shape;
    }

    /** When all images have come. */
    public byte[] pixels() {
        if (filled != pixels.length) {
            throw new IllegalStateException(pixels.length + " bytes should have come, were " + filled);
        }
        return pixels;
    }

    private static int checked(long bytes, int count) {
        if (bytes > LabeledImages.MOST_BYTES) {
            throw new DataException(count + " images of a split need " + bytes + " bytes, more than the "
                    + LabeledImages.MOST_BYTES
                    + " that fit into one array. Give dataset.trainLimit, dataset.testLimit or dataset.imageSize");
        }
        return (int) bytes;
    }
}
