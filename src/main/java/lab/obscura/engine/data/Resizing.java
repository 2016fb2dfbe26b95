package lab.obscura.engine.data;

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
        return new LabeledImages(target, pixels, labels, images.classNames());
    }

    /** One image (NHWC bytes) at {@code size} × {@code size}. */
    public static byte[] toSquare(byte[] pixels, ImageShape shape, int size) {
        int side = Math.min(shape.height(), shape.width());
        int top = (shape.height() - side) / 2;
        int left = (shape.width() - side) / 2;
        double[][] weights = size <= side ? areas(side, size) : lines(side, size);
        int channels = shape.channels();
        double[] rows = new double[size * side * channels];
        for (int y = 0; y < size; y++) {
            for (int from = 0; from < side; from++) {
                double weight = weights[y][from];
                if (weight != 0) {
                    int source = ((top + from) * shape.width() + left) * channels;
                    for (int i = 0; i < side * channels; i++) {
                        rows[y * side * channels + i] += weight * (pixels[source + i] & 0xff);
                    }
                }
            }
        }
        return columns(rows, weights, side, size, channels);
    }

    private static byte[] columns(double[] rows, double[][] weights, int side, int size, int channels) {
        byte[] result = new byte[size * size * channels];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                for (int c = 0; c < channels; c++) {
                    double sum = 0;
                    for (int from = 0; from < side; from++) {
                        sum += weights[x][from] * rows[(y * side + from) * channels + c];
                    }
                    result[(y * size + x) * channels + c] = (byte) (int) Math.min(255, sum + 0.5);
                }
            }
        }
        return result;
    }

    /** Share of each source pixel in each target pixel. */
    private static double[][] areas(int side, int size) {
        double[][] weights = new double[size][side];
        double scale = (double) side / size;
        for (int to = 0; to < size; to++) {
            for (int from = 0; from < side; from++) {
                double overlap = Math.min(from + 1, (to + 1) * scale) - Math.max(from, to * scale);
                weights[to][from] = Math.max(0, overlap) / scale;
            }
        }
        return weights;
    }

    private static double[][] lines(int side, int size) {
        double[][] weights = new double[size][side];
        for (int to = 0; to < size; to++) {
            double position = Math.max(0, Math.min(side - 1.0, (to + 0.5) * side / size - 0.5));
            int lower = Math.min(side - 1, (int) position);
            int upper = Math.min(side - 1, lower + 1);
            weights[to][lower] += 1 - (position - lower);
            weights[to][upper] += position - lower;
        }
        return weights;
    }
}
