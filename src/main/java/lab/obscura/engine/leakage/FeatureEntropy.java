package lab.obscura.engine.leakage;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.bound.FeatureCovariance;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * The entropy of what is sent, as if it were normal (an upper limit), and as counted in bins.
 *
 * <p>{@code ½ Σ_d log(2πe (v_d + σ²))}, {@code ½ (d log 2πe + log det(Σ + σ² I))} with shrinkage, and the sum over values of the
 * entropy of 256 bins over the range of all features; our completion, {@code docs/methods/leakage-estimators.md#feature-entropy}. In nats.
 */
public final class FeatureEntropy implements LeakageEstimator {

    private static final int BINS = 256;
    private static final double LOG_2_PI_E = Math.log(2 * Math.PI * Math.E);
    /** A value that never changes has the entropy −∞; it is taken for one with this variance. */
    private static final double SMALLEST_VARIANCE = 1e-12;

    static final Setting<Integer> IMAGES =
            Setting.integer("images", 2, 5000).defaultsTo(500).describedAs("At most so many test images");

    public static final Info INFO = Info.of("feature-entropy", "Feature entropy")
            .describedAs("Estimates the entropy of what is sent, by a normal distribution and by bins")
            .from("Ours")
            .with(IMAGES);

    private final SettingsReader settings;

    public FeatureEntropy(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean isTakenByDefault() {
        return true;
    }

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        int dimensions = features.feature().size();
        double noise = Math.max(SMALLEST_VARIANCE, features.noiseDeviation() * features.noiseDeviation());
        float[] clean = features.test().first(features.test().clean(), settings.get(IMAGES));
        var covariance = FeatureCovariance.of(clean, dimensions);
        double diagonal = 0;
        for (double variance : covariance.variances()) {
            diagonal += (LOG_2_PI_E + Math.log(variance + noise)) / 2;
        }
        var values = new LinkedHashMap<String, Double>();
        values.put("features.entropyDiagonal", diagonal);
        values.put("features.entropyLogDeterminant", (dimensions * LOG_2_PI_E + covariance.logDeterminant(noise)) / 2);
        float[] sent = features.test().first(features.test().sent(), settings.get(IMAGES));
        values.put("features.entropyHistogram", histogram(sent, dimensions));
        return values;
    }

    /** Sum over the values of a feature of the entropy of their bins. */
    public static double histogram(float[] values, int dimensions) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (high <= low) {
            return 0;
        }
        int samples = values.length / dimensions;
        double sum = 0;
        for (int d = 0; d < dimensions; d++) {
            int[] counts = new int[BINS];
            for (int i = 0; i < samples; i++) {
                double place = (values[i * dimensions + d] - low) / (high - low);
                counts[Math.min(BINS - 1, (int) (place * BINS))]++;
            }
            for (int count : counts) {
                double share = (double) count / samples;
                sum -= count == 0 ? 0 : share * Math.log(share);
            }
        }
        return sum;
    }
}
