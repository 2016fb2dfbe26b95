package lab.obscura.engine.defense.transform;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.bound.JacobianNorm;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.defense.TrainingAccess.Source;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Normal noise of which the trained encoder says how much it takes: its standard deviation is chosen after the training, so that one over
 * the Fisher information leakage comes to a target error.
 *
 * <p>The target is a bound for unbiased attacks where the feature has as many values as the image, and a scale elsewhere. A cloud that
 * was trained with much less noise loses accuracy: train with about what comes out.
 *
 * <p>{@code σ² = target · E ‖J‖_F² / d}; {@code docs/methods/noise-and-privacy.md#fisher-noise}. Paper: Maeng et al., NeurIPS 2023.
 */
public final class FisherNoise implements FeatureTransform, TrainingRule {

    static final Setting<Double> TARGET = Setting.decimal("target", 1e-6, 100)
            .defaultsTo(0.02)
            .describedAs("What 1/dFIL is to be: a mean squared error per value, pixels in [0, 1]");

    static final Setting<Double> IN_TRAINING = Setting.decimal("standardDeviation", 1e-6, 10)
            .defaultsTo(0.025)
            .describedAs("Of the noise while the network is trained");

    static final Setting<Integer> IMAGES = Setting.integer("images", 1, 5000)
            .defaultsTo(256)
            .describedAs("So many training images, drawn at random, decide");

    static final Setting<Integer> PROBES =
            Setting.integer("probes", 1, 1000).defaultsTo(8).describedAs("Random probes per image (Hutchinson)");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("fisher-noise", "Noise by Fisher information (dFIL)")
            .describedAs("Adds as much normal noise as the trained encoder needs for a target error")
            .from("Maeng et al., NeurIPS 2023")
            .with(TARGET, IN_TRAINING, IMAGES, PROBES);

    private static final String CHOSEN = "standardDeviation";
    private static final int BATCH = 32;

    private final double target;
    private final double inTraining;
    private final int images;
    private final int probes;

    public FisherNoise(SettingsReader settings) {
        this.target = settings.get(TARGET);
        this.inTraining = settings.get(IN_TRAINING);
        this.images = settings.get(IMAGES);
        this.probes = settings.get(PROBES);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        double deviation = moment == Moment.TRAINING ? inTraining : noiseStandardDeviation(state);
        int values = features.count() * features.shape().size();
        return Sent.adding(features, random.gaussians(values, deviation));
    }

    @Override
    public double noiseStandardDeviation() {
        return inTraining;
    }

    /** What was chosen; before that what the training takes. */
    @Override
    public double noiseStandardDeviation(PartState state) {
        Optional<Tensor> chosen = state.find(CHOSEN);
        return chosen.isPresent() ? chosen.get().values()[0] : inTraining;
    }

    @Override
    public Map<String, Double> metrics(Defense whole, PartState state) {
        return Map.of(CHOSEN, noiseStandardDeviation(state));
    }

    @Override
    public int passesAfterTraining() {
        return 1;
    }

    @Override
    public void afterTraining(TrainingAccess access, PartState state) {
        double norm = meanNorm(access);
        double deviation = Math.sqrt(target * norm / access.image().size());
        state.put(CHOSEN, new Tensor(new long[] {1}, new float[] {(float) deviation}));
    }

    /** Of ‖J‖², pixels in [0, 1]. */
    private double meanNorm(TrainingAccess access) {
        int all = access.count(Source.TRAINING);
        int count = Math.min(images, all);
        int[] order = access.seeds().stream("fisher.images").permutation(all);
        RandomStream random = access.seeds().stream("fisher.probes");
        double sum = 0;
        for (int from = 0; from < count; from += BATCH) {
            access.checkStop();
            int[] places = Arrays.copyOfRange(order, from, Math.min(count, from + BATCH));
            double[] norms = JacobianNorm.estimated(
                    places.length,
                    access.feature().size(),
                    probes,
                    random,
                    atFeatures -> access.pixelGradient(Source.TRAINING, places, atFeatures));
            sum += Arrays.stream(norms).sum();
        }
        return sum / count;
    }
}
