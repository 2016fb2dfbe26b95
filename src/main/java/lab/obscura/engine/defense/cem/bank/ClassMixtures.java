package lab.obscura.engine.defense.cem.bank;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.KeptCenters;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Variant;

/**
 * The mixtures of conditional entropy maximization: per class k centroids, weights and scalar variances ({@code
 * docs/methods/conditional-entropy.md#class-mixtures}). Constants
 * between two refreshes.
 *
 * @param k components per class
 * @param size values of a feature
 * @param centroids classes · k · size
 * @param weights classes · k; a class without mixture has zeros
 * @param variances classes · k
 */
public record ClassMixtures(int classes, int k, int size, float[] centroids, float[] weights, float[] variances) {

    private static final float WEIGHT_OF_PADDING = 0.01f;

    /** The mixtures that the latest refresh left; empty before the first. */
    public static Optional<ClassMixtures> in(PartState state) {
        return state.find("centroids")
                .map(centroids -> new ClassMixtures(
                        (int) centroids.shape()[0],
                        (int) centroids.shape()[1],
                        (int) centroids.shape()[2],
                        centroids.values(),
                        state.find("weights").orElseThrow().values(),
                        state.find("variances").orElseThrow().values()));
    }

    public void storeIn(PartState state) {
        state.put("centroids", new Tensor(new long[] {classes, k, size}, centroids));
        state.put("weights", new Tensor(new long[] {classes, k}, weights));
        state.put("variances", new Tensor(new long[] {classes, k}, variances));
    }

    /** The centroids of the latest refresh where the engine computes; empty where that is the host. */
    public Optional<KeptCenters> keptIn(PartState state) {
        return state.centers("centroids", size);
    }

    /** Whether the latest refresh found enough samples of this class. */
    public boolean has(int label) {
        for (int j = 0; j < k; j++) {
            if (weights[label * k + j] > 0) {
                return true;
            }
        }
        return false;
    }

    /** The nearest cluster of the sample's own class. */
    public int nearest(float[] features, int sample, int label) {
        int best = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < k; j++) {
            double distance = KMeans.squaredDistance(features, sample, centroids, label * k + j, size);
            if (distance < smallest) {
                smallest = distance;
                best = j;
            }
        }
        return best;
    }

    /** New mixtures from one look at all features; k-means starts at those in the state where there are any. They are not stored there. */
    public static ClassMixtures refreshed(PartState state, EpochFeatures features, int k, Variant clusterIndex) {
        int size = features.size();
        int classes = features.classes();
        var fresh = new ClassMixtures(
                classes, k, size, new float[classes * k * size], new float[classes * k], new float[classes * k]);
        var previous = in(state);
        for (int label = 0; label < classes; label++) {
            int wanted = label;
            int[] members = IntStream.range(0, features.labels().length)
                    .filter(i -> features.labels()[i] == wanted)
                    .toArray();
            if (members.length > k) {
                var means = new KMeans(features.clean(), members, size);
                KMeans.Clusters clusters = means.from(fresh.start(label, previous, features, means), state.keeper());
                fresh.set(label, features, members, clusters, clusterIndex);
            }
        }
        return fresh;
    }

    private float[] start(int label, Optional<ClassMixtures> previous, EpochFeatures features, KMeans means) {
        return previous.filter(mixtures -> mixtures.has(label))
                .map(mixtures -> mixtures.centroidsOf(label))
                .orElseGet(() -> means.firstCentroids(
                        k, new RandomStream(features.seeds().child("k-means", label, features.epoch()))));
    }

    private void set(int label, EpochFeatures features, int[] members, KMeans.Clusters clusters, Variant clusterIndex) {
        System.arraycopy(clusters.centroids(), 0, centroids, label * k * size, k * size);
        int[] counts = new int[k];
        double[] squares = new double[k];
        for (int i = 0; i < members.length; i++) {
            int j = clusters.assignment()[i];
            counts[j]++;
            squares[j] += KMeans.squaredDistance(features.clean(), members[i], clusters.centroids(), j, size);
        }
        if (clusterIndex == Variant.CORRECTED) {
            setByCluster(label, counts, squares, members.length);
        } else {
            setCompacted(label, counts, squares, members.length);
        }
    }

    private float[] centroidsOf(int label) {
        return java.util.Arrays.copyOfRange(centroids, label * k * size, (label + 1) * k * size);
    }

    private void setByCluster(int label, int[] counts, double[] squares, int members) {
        for (int j = 0; j < k; j++) {
            weights[label * k + j] = (float) counts[j] / members;
            variances[label * k + j] = counts[j] == 0 ? 0 : (float) (squares[j] / ((double) counts[j] * size));
        }
    }

    /** V gets an entry for every non-empty cluster, w for every one with more than one member; both are padded. */
    private void setCompacted(int label, int[] counts, double[] squares, int members) {
        int nextVariance = 0;
        int nextWeight = 0;
        for (int j = 0; j < k; j++) {
            if (counts[j] > 0) {
                variances[label * k + nextVariance++] = (float) (squares[j] / ((double) counts[j] * size));
            }
            if (counts[j] > 1) {
                weights[label * k + nextWeight++] = (float) counts[j] / members;
            }
        }
        for (int j = nextVariance; j < k; j++) {
            variances[label * k + j] = variances[label * k + nextVariance - 1];
        }
        for (int j = nextWeight; j < k; j++) {
            weights[label * k + j] = WEIGHT_OF_PADDING;
        }
    }

    /** Mean over classes of the weighted variance, the size of what the penalty shrinks. */
    public double meanVariance() {
        return varianceByClass().values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** The weighted variance of each class that has a mixture. */
    public Map<Integer, Double> varianceByClass() {
        var variances = new TreeMap<Integer, Double>();
        for (int label = 0; label < classes; label++) {
            for (int j = 0; has(label) && j < k; j++) {
                double weighted = weights[label * k + j] * variances()[label * k + j];
                variances.merge(label, weighted, Double::sum);
            }
        }
        return variances;
    }
}
