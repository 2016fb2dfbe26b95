package lab.obscura.engine.defense.cem.bank;

import java.util.Optional;
import lab.obscura.engine.network.matrix.ResidentRows;
import lab.obscura.engine.network.matrix.RowKeeper;

/**
 * To which centroid each of many samples is nearest: to the last bit what {@link KMeans#nearest} says of each, at the price of a matrix
 * product. {@code |x − c|² = |x|² − 2⟨x, c⟩ + |c|²}, counted from the samples' mean, with the engine's products leaves for most samples one
 * centroid that can be the nearest whatever both ways of computing have rounded; for the others the distances to those that can be are computed
 * as ever.
 */
final class NearestCentroids implements AutoCloseable {

    /** Samples are handed over in blocks of so many values; a class that fits into one is handed over once. */
    private static final int BLOCK_VALUES = 1 << 22;

    /** Of one float32 operation; twice what it is, for what is neglected beside it. */
    private static final double ROUNDING = 2 * 0x1p-24;

    private final float[] points;
    private final int[] members;
    private final int size;
    private final int block;
    private final RowKeeper keeper;
    private final Optional<ResidentRows> resident;
    private final float[] mean;
    private final double[] squares;
    private int comparedAnew;

    /**
     * @param points all samples, {@code size} values each
     * @param members places of the samples that are asked about
     */
    NearestCentroids(float[] points, int[] members, int size, RowKeeper keeper) {
        this.points = points;
        this.members = members;
        this.size = size;
        this.keeper = keeper;
        this.block = Math.max(1, BLOCK_VALUES / size);
        this.mean = meanOf();
        this.squares = new double[members.length];
        this.resident = members.length <= block
                ? Optional.of(keeper.keep(gathered(0, members.length), size))
                : Optional.empty();
    }

    /**
     * The place of the nearest centroid of each member, the first of several.
     *
     * @param centroids one after the other
     */
    int[] of(float[] centroids) {
        var nearest = new int[members.length];
        comparedAnew = 0;
        if (resident.isPresent()) {
            decide(0, resident.get().products(moved(centroids)), centroids, nearest);
            return nearest;
        }
        for (int from = 0; from < members.length; from += block) {
            int to = Math.min(members.length, from + block);
            try (ResidentRows rows = keeper.keep(gathered(from, to), size)) {
                decide(from, rows.products(moved(centroids)), centroids, nearest);
            }
        }
        return nearest;
    }

    /** For how many of the members of the latest question distances were computed one by one. */
    int comparedAnew() {
        return comparedAnew;
    }

    private void decide(int from, float[] products, float[] centroids, int[] nearest) {
        int k = centroids.length / size;
        float[] moved = moved(centroids);
        double[] centroidSquares = new double[k];
        double longest = 0;
        for (int j = 0; j < k; j++) {
            centroidSquares[j] = square(moved, j);
            longest = Math.max(longest, Math.sqrt(centroidSquares[j]));
        }
        double[] distances = new double[k];
        for (int i = 0; i < products.length / k; i++) {
            int member = from + i;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < k; j++) {
                distances[j] = squares[member] - 2.0 * products[i * k + j] + centroidSquares[j];
                least = Math.min(least, distances[j]);
            }
            nearest[member] = among(distances, bound(least, Math.sqrt(squares[member]), longest), member, centroids);
        }
    }

    /**
     * What the squared distance of the nearest centroid cannot exceed here. A product of n values is wrong by at most n roundings of the
     * lengths' product, counting from the mean moves a sample and a centroid by one rounding of their lengths, and a squared distance
     * that {@link KMeans} sums up is wrong by n + 2 roundings of itself.
     *
     * @param least squared distance by products
     * @param longest length of a centroid
     */
    private double bound(double least, double length, double longest) {
        double wrong = 2 * size * ROUNDING * length * longest;
        double moved = ROUNDING * (length + longest);
        double farthest = (Math.sqrt(Math.max(least, 0) + wrong) + moved) * (1 + 2 * (size + 2) * ROUNDING) + moved;
        return farthest * farthest + wrong;
    }

    private int among(double[] distances, double bound, int member, float[] centroids) {
        int only = -1;
        int candidates = 0;
        for (int j = 0; j < distances.length; j++) {
            if (!(distances[j] > bound)) { // also what is no number
                candidates++;
                only = j;
            }
        }
        if (candidates == 1) {
            return only;
        }
        comparedAnew++;
        int best = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < distances.length; j++) {
            if (!(distances[j] > bound)) {
                double distance = KMeans.squaredDistance(points, members[member], centroids, j, size);
                if (distance < smallest) {
                    smallest = distance;
                    best = j;
                }
            }
        }
        return best;
    }

    /** Counted from the mean; their squares are kept. */
    private float[] gathered(int from, int to) {
        float[] rows = new float[(to - from) * size];
        for (int i = from; i < to; i++) {
            for (int d = 0; d < size; d++) {
                rows[(i - from) * size + d] = points[members[i] * size + d] - mean[d];
            }
            squares[i] = square(rows, i - from);
        }
        return rows;
    }

    private float[] moved(float[] centroids) {
        float[] moved = new float[centroids.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = centroids[i] - mean[i % size];
        }
        return moved;
    }

    private float[] meanOf() {
        double[] sums = new double[size];
        for (int member : members) {
            for (int d = 0; d < size; d++) {
                sums[d] += points[member * size + d];
            }
        }
        float[] mean = new float[size];
        for (int d = 0; d < size; d++) {
            mean[d] = (float) (sums[d] / members.length);
        }
        return mean;
    }

    private double square(float[] values, int row) {
        double sum = 0;
        for (int d = 0; d < size; d++) {
            double value = values[row * size + d];
            sum += value * value;
        }
        return sum;
    }

    @Override
    public void close() {
        resident.ifPresent(ResidentRows::close);
    }
}
