package lab.obscura.engine.defense.cem.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.network.Tensor;

/**
 * The covariances of all clusters of {@link ClassMixtures}, and how many of all samples each class has. Constants between two refreshes.
 *
 * @param shares of the classes
 * @param byCluster by class · k + cluster; an empty cluster has none
 */
public record ClusterCovariances(float[] shares, Map<Integer, ClusterCovariance> byCluster) {

    private static final String PREFIX = "covariance/";
    private static final String SHARES = "classShares";

    public ClusterCovariances {
        byCluster = Map.copyOf(byCluster);
    }

    /** From the features that the mixtures were made of. */
    public static ClusterCovariances of(ClassMixtures mixtures, EpochFeatures features, boolean diagonal) {
        var members = new TreeMap<Integer, List<Integer>>();
        float[] shares = new float[mixtures.classes()];
        int count = features.labels().length;
        for (int i = 0; i < count; i++) {
            int label = features.labels()[i];
            shares[label] += 1f / count;
            if (mixtures.has(label)) {
                int cluster = label * mixtures.k() + mixtures.nearest(features.clean(), i, label);
                members.computeIfAbsent(cluster, absent -> new ArrayList<>()).add(i);
            }
        }
        var found = new TreeMap<Integer, ClusterCovariance>();
        members.forEach((cluster, samples) -> {
            float[] own = chosen(features, samples);
            found.put(
                    cluster,
                    diagonal ? DiagonalCovariance.of(own, features.size()) : ShrunkCovariance.of(own, features.size()));
        });
        return new ClusterCovariances(shares, found);
    }

    private static float[] chosen(EpochFeatures features, List<Integer> samples) {
        int size = features.size();
        float[] chosen = new float[samples.size() * size];
        for (int i = 0; i < samples.size(); i++) {
            System.arraycopy(features.clean(), samples.get(i) * size, chosen, i * size, size);
        }
        return chosen;
    }

    /** Replaces those of the refresh before. */
    public void storeIn(PartState state) {
        state.tensors().keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .toList()
                .forEach(state::remove);
        state.put(SHARES, new Tensor(new long[] {shares.length}, shares));
        byCluster.forEach((cluster, covariance) ->
                covariance.tensors().forEach((name, tensor) -> state.put(PREFIX + cluster + "/" + name, tensor)));
    }

    /** What the latest refresh left; empty before the first. */
    public static Optional<ClusterCovariances> in(PartState state, ClassMixtures mixtures) {
        return state.find(SHARES).map(shares -> {
            var found = new TreeMap<Integer, ClusterCovariance>();
            for (int cluster = 0; cluster < mixtures.classes() * mixtures.k(); cluster++) {
                int place = cluster;
                read(state, PREFIX + cluster + "/", mixtures.size())
                        .ifPresent(covariance -> found.put(place, covariance));
            }
            return new ClusterCovariances(shares.values(), found);
        });
    }

    private static Optional<ClusterCovariance> read(PartState state, String prefix, int size) {
        Optional<ClusterCovariance> diagonal = state.find(prefix + DiagonalCovariance.VARIANCES)
                .map(variances -> new DiagonalCovariance(variances.values()));
        return diagonal.or(() -> state.find(prefix + ShrunkCovariance.FLOOR)
                .map(floor -> new ShrunkCovariance(
                        size,
                        floor.values()[0],
                        state.find(prefix + ShrunkCovariance.VALUES)
                                .orElseThrow()
                                .values(),
                        state.find(prefix + ShrunkCovariance.DIRECTIONS)
                                .orElseThrow()
                                .values())));
    }
}
