package lab.obscura.engine.defense.cem.bank;

import java.util.Arrays;
import lab.obscura.engine.network.matrix.RowKeeper;
import lab.obscura.engine.seed.RandomStream;

/**
 * Lloyd's k-means as {@code docs/methods/conditional-entropy.md#refresh} needs it: at most 50 iterations, stops when no assignment
 * changes, an empty cluster keeps its
 * centroid.
 */
public final class KMeans {

    private static final int MOST_ITERATIONS = 50;

    private final float[] points;
    private final int[] members;
    private final int size;

    /**
     * @param points all samples, {@code size} values each
     * @param members places of the samples to be clustered
     */
    KMeans(float[] points, int[] members, int size) {
        this.points = points;
        this.members = members;
        this.size = size;
    }

    /** What came out: k · size centroid values, and the cluster of each member. */
    record Clusters(float[] centroids, int[] assignment) {}

    /**
     * k-means++ as the public code draws it: the next center with probability proportional to the <em>distance</em>, not the
     * squared distance, to the nearest center so far.
     */
    float[] firstCentroids(int k, RandomStream random) {
        float[] centroids = new float[k * size];
        double[] nearest = new double[members.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int chosen = random.nextInt(members.length);
        for (int j = 0; j < k; j++) {
            System.arraycopy(points, members[chosen] * size, centroids, j * size, size);
            double sum = 0;
            for (int i = 0; i < members.length; i++) {
                nearest[i] = Math.min(nearest[i], Math.sqrt(squaredDistance(members[i], centroids, j)));
                sum += nearest[i];
            }
            chosen = draw(nearest, sum * random.nextDouble());
        }
        return centroids;
    }

    private static int draw(double[] weights, double target) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            if (sum > target) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** @param keeper takes the members to where their distances are worked out; no number depends on it */
    Clusters from(float[] start, RowKeeper keeper) {
        try (var members = new NearestCentroids(points, this.members, size, keeper)) {
            return from(start, members);
        }
    }

    private Clusters from(float[] start, NearestCentroids nearest) {
        float[] centroids = start.clone();
        int k = centroids.length / size;
        int[] assignment = new int[members.length];
        Arrays.fill(assignment, -1);
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            if (!assign(nearest.of(centroids), assignment)) {
                break;
            }
            moveCentroids(centroids, assignment, k);
        }
        return new Clusters(centroids, assignment);
    }

    private static boolean assign(int[] nearest, int[] assignment) {
        boolean changed = !Arrays.equals(nearest, assignment);
        System.arraycopy(nearest, 0, assignment, 0, nearest.length);
        return changed;
    }

    private void moveCentroids(float[] centroids, int[] assignment, int k) {
        double[] sums = new double[centroids.length];
        int[] counts = new int[k];
        for (int i = 0; i < members.length; i++) {
            counts[assignment[i]]++;
            int from = members[i] * size;
            int to = assignment[i] * size;
            for (int d = 0; d < size; d++) {
                sums[to + d] += points[from + d];
            }
        }
        for (int j = 0; j < k; j++) {
            for (int d = 0; counts[j] > 0 && d < size; d++) {
                centroids[j * size + d] = (float) (sums[j * size + d] / counts[j]);
            }
        }
    }

    private double squaredDistance(int sample, float[] centroids, int cluster) {
        return squaredDistance(points, sample, centroids, cluster, size);
    }

    /** The cluster whose centroid is nearest to a sample. */
    static int nearest(float[] points, int sample, float[] centroids, int size) {
        int best = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < centroids.length / size; j++) {
            double distance = squaredDistance(points, sample, centroids, j, size);
            if (distance < smallest) {
                smallest = distance;
                best = j;
            }
        }
        return best;
    }

    public static double squaredDistance(float[] points, int sample, float[] centroids, int cluster, int size) {
        float sum = 0;
        int a = sample * size;
        int b = cluster * size;
        for (int d = 0; d < size; d++) {
            float difference = points[a + d] - centroids[b + d];
            sum += difference * difference;
        }
        return sum;
    }
}
