package lab.obscura.engine.defense.transform;

import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Adds the noise of a mechanism of local differential privacy to every feature.
 *
 * <p>The published form assumes that one image can move the feature by at most one; it is noise with a name, no guarantee. With a
 * clipped norm the guarantee holds for the single feature, and so much noise usually leaves nothing to classify.
 *
 * <p>Laplace: scale {@code 1/ε}, clipped to L1 norm B {@code 2B/ε}. Gaussian: standard deviation of the {@link GaussianMechanism},
 * clipped to L2 norm B times {@code 2B}. The clipping is our completion.
 */
public final class LocalPrivacy implements FeatureTransform {

    /** Distribution of the noise. */
    enum Mechanism {
        LAPLACE,
        GAUSSIAN,
        GAUSSIAN_PUBLISHED
    }

    static final Setting<Mechanism> MECHANISM = Setting.choice("mechanism", Mechanism.class)
            .defaultsTo(Mechanism.LAPLACE)
            .identifiedAs(Mechanism.GAUSSIAN, "gaussian-analytic")
            .identifiedAs(Mechanism.GAUSSIAN_PUBLISHED, "gaussian") // which meant the published formula once
            .describedAs("Distribution of the noise; gaussian-published has the papers' formula, too little noise for ε"
                    + " above 1");

    static final Setting<Double> EPSILON = Setting.decimal("epsilon", 0.001, 1e6)
            .defaultsTo(10.0)
            .describedAs("ε: the smaller, the more noise; ResSFL compares with 10, 12.5 and 20");

    static final Setting<Double> DELTA =
            Setting.decimal("delta", 1e-12, 0.5).defaultsTo(1e-4).describedAs("δ of the Gaussian mechanisms");

    static final Setting<Double> CLIP = Setting.decimal("clip", 0, 1e6)
            .defaultsTo(0.0)
            .describedAs(
                    "B: longest norm of a feature, L1 for laplace, L2 for gaussian; 0 clips nothing, no guarantee");

    private static final Setting<Boolean> IN_TRAINING = ActingTimes.IN_TRAINING.defaultsTo(false);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("local-dp", "Local differential privacy")
            .describedAs("Adds Laplace or Gaussian noise of the strength that a privacy budget asks for")
            .from("Wang et al., 2022; Titcombe et al., 2021")
            .with(MECHANISM, EPSILON, DELTA, CLIP, IN_TRAINING, ActingTimes.IN_ATTACKERS_TRAINING);

    private final boolean laplace;
    private final double clip;
    private final double scale;
    private final ActingTimes times;

    public LocalPrivacy(SettingsReader settings) {
        Mechanism mechanism = settings.get(MECHANISM);
        this.laplace = mechanism == Mechanism.LAPLACE;
        this.clip = settings.get(CLIP);
        double sensitivity = clip > 0 ? 2 * clip : 1;
        this.scale = sensitivity * unit(mechanism, settings.get(EPSILON), settings.get(DELTA));
        this.times = ActingTimes.of(settings);
    }

    /** The noise's scale at sensitivity 1. */
    private static double unit(Mechanism mechanism, double epsilon, double delta) {
        return switch (mechanism) {
            case LAPLACE -> 1 / epsilon;
            case GAUSSIAN_PUBLISHED -> GaussianMechanism.published(epsilon, delta);
            case GAUSSIAN -> GaussianMechanism.standardDeviation(epsilon, delta);
        };
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean actsIn(Moment moment) {
        return times.include(moment);
    }

    @Override
    public double noiseStandardDeviation() {
        return laplace ? 0 : scale;
    }

    @Override
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        Sent clipped = clip > 0 ? clipped(features) : Sent.unchanged(features);
        float[] sent = clipped.values().clone();
        for (int i = 0; i < sent.length; i++) {
            sent[i] += (float) (laplace ? Laplace.draw(random, scale) : scale * random.nextGaussian());
        }
        return clipped.then(Sent.added(sent));
    }

    /** {@code z / max(1, |z| / B)} for each feature. */
    private Sent clipped(Features features) {
        int size = features.shape().size();
        float[] values = features.values();
        double[] norms = new double[features.count()];
        float[] result = new float[values.length];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = norm(values, i * size, size);
            double factor = Math.min(1, clip / Math.max(norms[i], Double.MIN_NORMAL));
            for (int d = i * size; d < (i + 1) * size; d++) {
                result[d] = (float) (factor * values[d]);
            }
        }
        return new Sent(result, gradient -> gradientAtUnclipped(values, norms, gradient, size));
    }

    private double norm(float[] values, int from, int size) {
        double sum = 0;
        for (int d = from; d < from + size; d++) {
            sum += laplace ? Math.abs(values[d]) : (double) values[d] * values[d];
        }
        return laplace ? sum : Math.sqrt(sum);
    }

    /** Where a feature was cut short: {@code B/|z| · (g − (g·z) ∇|z| / |z|)}. */
    private float[] gradientAtUnclipped(float[] values, double[] norms, float[] gradient, int size) {
        float[] result = gradient.clone();
        for (int i = 0; i < norms.length; i++) {
            if (norms[i] <= clip) {
                continue;
            }
            double along = 0;
            for (int d = i * size; d < (i + 1) * size; d++) {
                along += (double) gradient[d] * values[d];
            }
            for (int d = i * size; d < (i + 1) * size; d++) {
                double normSlope = laplace ? Math.signum(values[d]) : values[d] / norms[i];
                result[d] = (float) (clip / norms[i] * (gradient[d] - along * normSlope / norms[i]));
            }
        }
        return result;
    }
}
