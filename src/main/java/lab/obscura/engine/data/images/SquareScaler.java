package lab.obscura.engine.data.images;

import java.util.HashMap;
import java.util.Map;

/**
 * Brings one image to a square of another size, row after row, so that a large one need not be held whole: the largest square around
 * the middle is cut out and scaled, by averaging areas when it shrinks (no detail aliases) and bilinearly between pixel centers when it
 * grows.
 */
public final class SquareScaler {

    /** The pixels of a row or column that one of the target is made of. */
    private record Share(int first, double[] weights) {

        boolean has(int pixel) {
            return pixel >= first && pixel < first + weights.length;
        }

        int last() {
            return first + weights.length - 1;
        }
    }

    private final int channels;
    private final int size;
    private final int side;
    private final int top;
    private final int left;
    private final Share[] shares;
    private final byte[] row;
    private final byte[] result;

    /** Sums of the rows of the target that are not complete yet. */
    private final Map<Integer, double[]> open = new HashMap<>();

    private int filled;
    private int y;

    /** @param size height and width of the result */
    public SquareScaler(ImageShape shape, int size) {
        this.channels = shape.channels();
        this.size = size;
        this.side = Math.min(shape.height(), shape.width());
        this.top = (shape.height() - side) / 2;
        this.left = (shape.width() - side) / 2;
        this.shares = size <= side ? areas(side, size) : lines(side, size);
        this.row = new byte[shape.width() * channels];
        this.result = new byte[size * size * channels];
    }

    /** The next bytes of the image. */
    public void add(byte[] bytes, int from, int count) {
        for (int taken = 0; taken < count; ) {
            int piece = Math.min(count - taken, row.length - filled);
            System.arraycopy(bytes, from + taken, row, filled, piece);
            taken += piece;
            filled += piece;
            if (filled == row.length) {
                addRow(y++ - top);
                filled = 0;
            }
        }
    }

    /** The scaled image, when all of it was added. */
    public byte[] finished() {
        return result;
    }

    /** @param from counted in the square */
    private void addRow(int from) {
        if (from < 0 || from >= side) {
            return;
        }
        for (int to = 0; to < size; to++) {
            if (shares[to].has(from)) {
                double weight = shares[to].weights()[from - shares[to].first()];
                double[] sums = open.computeIfAbsent(to, unknown -> new double[side * channels]);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += weight * (row[left * channels + i] & 0xff);
                }
                if (from == shares[to].last()) {
                    writeRow(to, open.remove(to));
                }
            }
        }
    }

    private void writeRow(int to, double[] sums) {
        for (int x = 0; x < size; x++) {
            for (int c = 0; c < channels; c++) {
                double sum = 0;
                for (int i = 0; i < shares[x].weights().length; i++) {
                    sum += shares[x].weights()[i] * sums[(shares[x].first() + i) * channels + c];
                }
                result[(to * size + x) * channels + c] = (byte) (int) Math.min(255, sum + 0.5);
            }
        }
    }

    /** Share of each source pixel in each target pixel. */
    private static Share[] areas(int side, int size) {
        var shares = new Share[size];
        double scale = (double) side / size;
        for (int to = 0; to < size; to++) {
            int first = 0;
            while (overlap(first, to, scale) <= 0) {
                first++;
            }
            int end = first + 1;
            while (end < side && overlap(end, to, scale) > 0) {
                end++;
            }
            double[] weights = new double[end - first];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = overlap(first + i, to, scale) / scale;
            }
            shares[to] = new Share(first, weights);
        }
        return shares;
    }

    private static double overlap(int from, int to, double scale) {
        return Math.min(from + 1, (to + 1) * scale) - Math.max(from, to * scale);
    }

    private static Share[] lines(int side, int size) {
        var shares = new Share[size];
        for (int to = 0; to < size; to++) {
            double position = Math.max(0, Math.min(side - 1.0, (to + 0.5) * side / size - 0.5));
            int lower = Math.min(side - 1, (int) position);
            double upperShare = position - lower;
            shares[to] = lower == side - 1 // the last pixel, and nothing above it
                    ? new Share(lower, new double[] {1})
                    : new Share(lower, new double[] {1 - upperShare, upperShare});
        }
        return shares;
    }
}
