package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;
import lab.obscura.engine.defense.cem.bank.ClusterCovariance;
import lab.obscura.engine.defense.cem.bank.ClusterCovariances;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsException;

/**
 * The penalty as the paper states it, an upper bound on what comes through the noise:
 * {@code L_C = 1/m Σ_c p_c Σ_j w_cj (−log(w_cj p_c) + ½ (log det(S_cj + σ² I) − m log σ²))} with
 * {@code S_cj = a S_batch + (1 − a) Σ_cj}; {@code docs/methods/conditional-entropy.md#log-determinant-form}.
 */
record DeterminantPenalty(WeightSchedule schedule, Covariance covariance) {

    /** What is remembered of a cluster's spread. */
    enum Covariance {
        AUTOMATIC,
        SHRUNK,
        DIAGONAL
    }

    static final Setting<Covariance> COVARIANCE = Setting.choice("covariance", Covariance.class)
            .defaultsTo(Covariance.AUTOMATIC)
            .addedLater()
            .describedAs(
                    "With form log-determinant: whole covariances, shrunk as by Ledoit and Wolf, or their diagonals; automatic: shrunk, but diagonal where all of them would take more than a gigabyte");

    private static final double MOST_BYTES = 1e9;
    /** The products, their mean, and the two triangles and vectors of the eigenvalue decomposition. */
    private static final int MATRICES_OF_A_CLUSTER = 4;

    private static final double LARGEST_BATCH_SHARE = 0.99;

    /** Looks at the features that the mixtures were just made of. */
    void refresh(ClassMixtures mixtures, EpochFeatures features, PartState state) {
        refuseSilence(features.noiseStandardDeviation());
        ClusterCovariances.of(mixtures, features, isDiagonal(mixtures)).storeIn(state);
    }

    private static void refuseSilence(double noise) {
        if (!(noise > 0)) {
            throw new SettingsException(List.of(new FieldError(
                    "defense.form",
                    "another than log-determinant where the defense adds no normal noise: without it everything comes through, and log σ² is no number",
                    "log-determinant",
                    "Add gaussian-noise, or take the form logarithmic")));
        }
    }

    private boolean isDiagonal(ClassMixtures mixtures) {
        return isDiagonal(mixtures.size(), mixtures.classes() * mixtures.k());
    }

    private boolean isDiagonal(int size, int clusters) {
        double bytes = (double) Double.BYTES * clusters * size * size;
        return covariance == Covariance.DIAGONAL || covariance == Covariance.AUTOMATIC && bytes > MOST_BYTES;
    }

    /**
     * The directions of all clusters, of which there are no more than images: those of the refresh before, the new ones, and those on
     * their way into a checkpoint. And the matrices of one cluster while its eigenvalues are sought, twice as large as an average one.
     */
    double rememberedBytes(int featureSize, int trainImages, int clusters) {
        if (isDiagonal(featureSize, clusters)) {
            return 0;
        }
        double directions = Math.min(trainImages, (double) clusters * featureSize);
        double members = Math.min(trainImages, 2.0 * trainImages / clusters);
        double square = Math.pow(Math.min(members, featureSize), 2);
        return 3 * directions * featureSize * Float.BYTES
                + (MATRICES_OF_A_CLUSTER * square + members * featureSize) * Double.BYTES;
    }

    /** Nothing before the first refresh. */
    PenaltyValue at(FeatureBatch batch, ClassMixtures mixtures, PartState state) {
        return ClusterCovariances.in(state, mixtures)
                .map(covariances -> value(batch, mixtures, covariances))
                .orElseGet(PenaltyValue::none);
    }

    private PenaltyValue value(FeatureBatch batch, ClassMixtures mixtures, ClusterCovariances covariances) {
        double lambda = schedule.ofGradient(batch.step().learningRate(), batch.count());
        double variance = Math.pow(batch.step().noiseStandardDeviation(), 2);
        int m = batch.size();
        List<List<Integer>> members = members(batch, mixtures);
        float[] gradient = new float[batch.clean().length];
        double sum = 0;
        for (int cluster = 0; cluster < members.size(); cluster++) {
            ClusterCovariance spread = covariances.byCluster().get(cluster);
            double w = mixtures.weights()[cluster];
            if (spread == null || w == 0) {
                continue;
            }
            double p = covariances.shares()[cluster / mixtures.k()];
            List<Integer> own = members.get(cluster);
            var measured =
                    spread.logDeterminant(deviations(batch, own, mixtures, cluster), share(batch, own, w), variance);
            sum += p * w / m * (-Math.log(w * p) + (measured.value() - m * Math.log(variance)) / 2);
            for (int i = 0; i < own.size(); i++) {
                for (int d = 0; d < m; d++) {
                    gradient[own.get(i) * m + d] = (float) (lambda * p * w / m / 2 * measured.deviations()[i][d]);
                }
            }
        }
        return new PenaltyValue(sum, gradient);
    }

    private double share(FeatureBatch batch, List<Integer> members, double weight) {
        double perClass = (double) batch.step().samplesPerEpoch() / batch.classes();
        double share = schedule.batchShare(members.size(), weight, perClass);
        return share >= 1 ? LARGEST_BATCH_SHARE : share;
    }

    /** Samples of the batch by the nearest cluster of their class; none of a class without mixture. */
    private static List<List<Integer>> members(FeatureBatch batch, ClassMixtures mixtures) {
        var members = new ArrayList<List<Integer>>();
        for (int i = 0; i < mixtures.classes() * mixtures.k(); i++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < batch.count(); i++) {
            int label = batch.labels()[i];
            if (mixtures.has(label)) {
                members.get(label * mixtures.k() + mixtures.nearest(batch.clean(), i, label))
                        .add(i);
            }
        }
        return members;
    }

    private static double[][] deviations(
            FeatureBatch batch, List<Integer> members, ClassMixtures mixtures, int cluster) {
        int m = batch.size();
        double[][] deviations = new double[members.size()][m];
        for (int i = 0; i < deviations.length; i++) {
            int place = members.get(i) * m;
            Arrays.setAll(
                    deviations[i], d -> (double) batch.clean()[place + d] - mixtures.centroids()[cluster * m + d]);
        }
        return deviations;
    }
}
