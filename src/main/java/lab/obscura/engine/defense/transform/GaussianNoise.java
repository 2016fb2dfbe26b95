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
 * Adds independent normal noise to every value of the feature, in training and whenever something is sent.
 *
 * <p>Cheap and simple; a decoder trained on noisy features averages much of it away. Papers call 0.025 a variance, their code
 * uses it as the standard deviation ({@code docs/reference-code.md#standard-deviation-called-variance}); so do we.
 *
 * <p>{@code z = f(x) + s · N(0, I)}. Source: He et al., IoT-J 2020; CEM, CVPR 2025.
 */
public final class GaussianNoise implements FeatureTransform {

    static final Setting<Double> STANDARD_DEVIATION = Setting.decimal("standardDeviation", 0, 1)
            .defaultsTo(0.025)
            .describedAs("Standard deviation of the noise; papers use 0.01 to 0.15");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("gaussian-noise", "Gaussian noise")
            .describedAs("Adds normal noise to every value that is sent")
            .from("He et al., IEEE Internet of Things Journal 2020")
            .with(STANDARD_DEVIATION);

    private final double standardDeviation;

    public GaussianNoise(SettingsReader settings) {
        this.standardDeviation = settings.get(STANDARD_DEVIATION);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        int values = features.count() * features.shape().size();
        return Sent.adding(features, random.gaussians(values, standardDeviation));
    }

    @Override
    public double noiseStandardDeviation() {
        return standardDeviation;
    }
}
