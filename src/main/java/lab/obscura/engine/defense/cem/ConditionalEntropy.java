package lab.obscura.engine.defense.cem;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;
import lab.obscura.engine.defense.cem.moments.LogExcess;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.Variant;

/**
 * Conditional entropy maximization (CEM): pulls the features of each class together around a few centers, so that what is sent
 * says less about which image of the class it was.
 *
 * <p>Helps on top of any defense that blurs the feature, noise above all; costs one encoder pass and a k-means per epoch. Does
 * nothing before the second epoch. Too large a weight costs accuracy.
 *
 * <p>{@code L_C = 1/|C| · sum_c sum_j w_cj · relu(log(v_cj + 0.01) − log(τσ² + 0.01))}, with
 * {@code v_cj = a·v_batch + (1 − a)·V_cj}, and the paper's own form; {@code docs/methods/conditional-entropy.md#penalty}. Paper: Xia et al., CVPR 2025.
 */
public final class ConditionalEntropy implements Penalty {

    static final Setting<Integer> COMPONENTS = Setting.integer("components", 1, 64)
            .defaultsTo(5)
            .describedAs("Centers per class; published: 5 with a sigmoid at the cut, 15 otherwise");

    static final Setting<Double> THRESHOLD = Setting.decimal("threshold", 0, 100)
            .defaultsTo(0.125)
            .describedAs("τ: clusters whose variance is below τσ² are left alone");

    /** What is made small of a cluster's variance. */
    enum Form {
        LOGARITHMIC,
        LINEAR,
        /** Not of the variance: of the covariances' determinants, as the paper states it. */
        LOG_DETERMINANT
    }

    static final Setting<Form> FORM = Setting.choice("form", Form.class)
            .defaultsTo(Form.LOGARITHMIC)
            .describedAs(
                    "Penalize the logarithm of a cluster's variance or the variance itself, as the public code; or the log-determinant of its covariance, as the paper");

    static final Setting<Variant> CLASS_INDEX = Variant.setting("classIndex")
            .describedAs(
                    "corrected: each class uses its own weights and variances; reference-code: those of the first classes of the batch, which the public code picks by mistake");

    static final Setting<Variant> CLUSTER_INDEX = Variant.setting("clusterIndex")
            .describedAs(
                    "corrected: each cluster uses its own weight and variance; reference-code: entries of empty clusters are left out and the list padded at its end, so that they may belong to another cluster");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("conditional-entropy", "Conditional entropy maximization (CEM)")
            .describedAs("Pulls the features of each class together, so that they say less about the single image")
            .from("Xia et al., CVPR 2025")
            .with(
                    WeightSchedule.WEIGHT,
                    COMPONENTS,
                    THRESHOLD,
                    FORM,
                    DeterminantPenalty.COVARIANCE,
                    WeightSchedule.SCHEDULE,
                    WeightSchedule.STRENGTH,
                    CLASS_INDEX,
                    CLUSTER_INDEX);

    private static final double LINEAR_OFFSET = 0.001;
    private static final double LARGEST_BATCH_SHARE = 0.99;
    private static final int EPOCHS_BETWEEN_DETERMINANTS = 10;
    /** More classes have no curve each: nobody would read them. */
    private static final int MOST_CLASS_CURVES = 10;

    private final WeightSchedule schedule;
    private final int components;
    private final double threshold;
    private final Form form;
    private final DeterminantPenalty determinants;
    private final boolean ownClass;
    private final Variant clusterIndex;

    public ConditionalEntropy(SettingsReader settings) {
        this.schedule = WeightSchedule.of(settings);
        this.components = settings.get(COMPONENTS);
        this.threshold = settings.get(THRESHOLD);
        this.form = settings.get(FORM);
        this.determinants = new DeterminantPenalty(schedule, settings.get(DeterminantPenalty.COVARIANCE));
        this.ownClass = settings.get(CLASS_INDEX) == Variant.CORRECTED;
        this.clusterIndex = settings.get(CLUSTER_INDEX);
        if (form == Form.LOG_DETERMINANT && !(ownClass && clusterIndex == Variant.CORRECTED)) {
            throw new SettingsException(new FieldError(
                    "form",
                    "logarithmic or linear with classIndex or clusterIndex reference-code",
                    "log-determinant",
                    "The public code does not compute it: leave both at corrected"));
        }
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public Optional<String> objectionAmong(Defense whole) {
        return form == Form.LOG_DETERMINANT && !schedule.isOff() && whole.noiseStandardDeviation() == 0
                ? Optional.of(
                        "beside a part that adds normal noise, such as gaussian-noise, in the form log-determinant")
                : Optional.empty();
    }

    @Override
    public boolean looksAtEpochs() {
        return !schedule.isOff();
    }

    @Override
    public double rememberedBytes(int featureSize, int trainImages, int classes) {
        int clusters = classes * components;
        return form == Form.LOG_DETERMINANT && !schedule.isOff()
                ? determinants.rememberedBytes(featureSize, trainImages, clusters)
                : 0;
    }

    @Override
    public Optional<String> doubt(int imagesPerClass, int epochs) {
        if (imagesPerClass <= components) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "conditional-entropy does nothing: %d images per class are not more than its %d components",
                    imagesPerClass,
                    components));
        }
        return epochs < 2 ? Optional.of("conditional-entropy does nothing before the second epoch") : Optional.empty();
    }

    @Override
    public Map<String, Double> afterEpoch(EpochFeatures features, PartState state) {
        ClassMixtures mixtures = ClassMixtures.refreshed(state, features, components, clusterIndex);
        mixtures.storeIn(state);
        if (form == Form.LOG_DETERMINANT) {
            determinants.refresh(mixtures, features, state);
        }
        var diagnostics = new LinkedHashMap<String, Double>();
        diagnostics.put("meanVariance", mixtures.meanVariance());
        mixtures.varianceByClass().forEach((label, variance) -> {
            if (mixtures.classes() <= MOST_CLASS_CURVES) {
                diagnostics.put("variance.class-" + label, variance);
            }
            diagnostics.merge("smallestClassVariance", variance, Math::min);
            diagnostics.merge("largestClassVariance", variance, Math::max);
        });
        if (features.epoch() % EPOCHS_BETWEEN_DETERMINANTS == 0) {
            diagnostics.put("meanLogEigenvalue", LogDeterminant.mean(mixtures, features));
        }
        return diagnostics;
    }

    @Override
    public Map<String, Double> learn(FeatureBatch batch, PartState state) {
        boolean acts = !schedule.isOff() && ClassMixtures.in(state).isPresent();
        return Map.of("effectiveWeight", acts ? effectiveWeight(batch.step().learningRate()) : 0);
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        Optional<ClassMixtures> mixtures = ClassMixtures.in(state);
        if (schedule.isOff() || mixtures.isEmpty()) {
            return PenaltyValue.none();
        }
        return form == Form.LOG_DETERMINANT
                ? determinants.at(batch, mixtures.get(), state)
                : new BatchPenalty(batch, mixtures.get(), ComparedFeatures.of(batch, mixtures.get(), state)).value();
    }

    /** The effective weight, see {@code docs/methods/conditional-entropy.md#weight-schedule}. */
    double effectiveWeight(double learningRate) {
        return schedule.at(learningRate);
    }

    /** L_C on one batch. */
    private final class BatchPenalty {

        private final FeatureBatch batch;
        private final ComparedFeatures features;
        private final ClassMixtures mixtures;
        private final LogExcess excess;
        private final int k;
        /** Cluster of each sample's own class; −1 when the class has no mixture. */
        private final int[] cluster;

        private final int[] counts;
        private final double[] squares;

        BatchPenalty(FeatureBatch batch, ClassMixtures mixtures, ComparedFeatures features) {
            this.batch = batch;
            this.features = features;
            this.mixtures = mixtures;
            this.excess = new LogExcess(threshold, batch.step().noiseStandardDeviation());
            this.k = mixtures.k();
            this.cluster = Arrays.stream(batch.labels())
                    .map(label -> mixtures.has(label) ? label * k : -1)
                    .toArray();
            this.counts = new int[batch.classes() * k];
            this.squares = new double[batch.classes() * k];
            double[] distances = features.squaredDistances(cluster, k);
            for (int i = 0; i < batch.count(); i++) {
                if (cluster[i] >= 0) {
                    int nearest = nearest(distances, i * k);
                    cluster[i] += nearest;
                    counts[cluster[i]]++;
                    squares[cluster[i]] += distances[i * k + nearest];
                }
            }
        }

        /** The first of the smallest of k distances. */
        private int nearest(double[] distances, int from) {
            int best = 0;
            for (int j = 1; j < k; j++) {
                if (distances[from + j] < distances[from + best]) {
                    best = j;
                }
            }
            return best;
        }

        PenaltyValue value() {
            int[] present = Arrays.stream(batch.labels())
                    .distinct()
                    .sorted()
                    .filter(mixtures::has)
                    .toArray();
            double sum = 0;
            double[] derivatives = new double[counts.length]; // ∂L_C/∂v_batch of each cluster
            for (int position = 0; position < present.length; position++) {
                int source = ownClass ? present[position] : labelOfSortedSample(position);
                for (int j = 0; j < k; j++) {
                    int index = present[position] * k + j;
                    if (counts[index] > 0) {
                        sum += addCluster(index, source * k + j, derivatives) / present.length;
                        derivatives[index] /= present.length;
                    }
                }
            }
            return features.pulling(sum, cluster, factors(derivatives));
        }

        /** The public code reads row "number of the class" of an array with one row per sample, samples sorted by class. */
        private int labelOfSortedSample(int position) {
            return Arrays.stream(batch.labels())
                    .sorted()
                    .skip(position)
                    .findFirst()
                    .orElseThrow();
        }

        /** The term of one cluster; its derivative is stored. {@code source} is where w and V are read. */
        private double addCluster(int index, int source, double[] derivatives) {
            double w = mixtures.weights()[source];
            double batchVariance = squares[index] / ((double) counts[index] * batch.size());
            double perClass = (double) batch.step().samplesPerEpoch() / batch.classes();
            double share = schedule.batchShare(counts[index], w, perClass);
            double a = share >= 1 ? LARGEST_BATCH_SHARE : share;
            double v = a * batchVariance + (1 - a) * mixtures.variances()[source];
            if (form == Form.LINEAR) {
                derivatives[index] = w * a;
                return w * (v + LINEAR_OFFSET);
            }
            derivatives[index] = w * a * excess.derivative(v);
            return w * excess.of(v);
        }

        /** Of {@code ∂v_batch/∂z_i = 2 (z_i − M_cj) / (n_cj · m)}, weighted with λ_eff: what stands before the difference. */
        private double[] factors(double[] derivatives) {
            double lambda = schedule.ofGradient(batch.step().learningRate(), batch.count());
            double[] factors = new double[batch.count()];
            for (int i = 0; i < factors.length; i++) {
                if (cluster[i] >= 0) {
                    factors[i] = lambda * derivatives[cluster[i]] * 2 / ((double) counts[cluster[i]] * batch.size());
                }
            }
            return factors;
        }
    }
}
