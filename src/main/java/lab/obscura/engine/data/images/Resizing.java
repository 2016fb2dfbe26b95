package lab.obscura.engine.data.images;

/**
 * Brings images to a square of another size: the largest square around the middle is cut out and scaled, by averaging areas when
 * it shrinks (no detail aliases) and bilinearly between pixel centers when it grows.
 */
public final class Resizing {

    private Resizing() {}

    /** All images at {@code size} × {@code size}; the same object when they have that size already. */
    public static LabeledImages toSquare(LabeledImages images, int size) {
        ImageShape shape = images.shape();
        if (shape.height() == size && shape.width() == size) {
            return images;
        }
        var target = new ImageShape(size, size, shape.channels());
        long total = (long) images.count() * target.size();
        if (total > Integer.MAX_VALUE - 8) {
            throw new DataException("dataset.imageSize " + size + " would need " + total
                    + " bytes for a split, more than fit. Give a smaller size or a limit");
        }
        byte[] pixels = new byte[(int) total];
        int[] labels = new int[images.count()];
        for (int i = 0; i < images.count(); i++) {
            byte[] scaled = toSquare(images.bytes(i), shape, size);
            System.arraycopy(scaled, 0, pixels, i * target.size(), target.size());
            labels[i] = images.label(i);
        }
        return new LabeledImages(target, pixels, labels, images.classNames(), images.attributes());
    }

    /** One image (NHWC bytes) at {@code size} × {@code size}. */
    public static byte[] toSquare(byte[] pixels, ImageShape shape, int size) {
        var scaler = new SquareScaler(shape, size);
        scaler.add(pixels, 0, pixels.length);
        return scaler.finished();
    }
}
