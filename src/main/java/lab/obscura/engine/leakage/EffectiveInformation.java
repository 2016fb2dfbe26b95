package lab.obscura.engine.leakage;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.bound.FeatureCovariance;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * How many numbers of a feature carry anything: SiftFunnel's count of non-zero values, and the participation ratio, which also means
 * something when noise or a sigmoid leaves no value at zero.
 *
 * <p>{@code f_in = mean count of z ≠ 0}; {@code (Σ λ)² / Σ λ²}; {@code docs/methods/leakage-estimators.md#effective-information}.
 */
public final class EffectiveInformation implements LeakageEstimator {

    static final Setting<Integer> IMAGES = Setting.integer("images", 2, 5000)
            .defaultsTo(500)
            .describedAs("At most so many test images for the participation ratio, which cannot exceed this number");

    public static final Info INFO = Info.of("effective-information", "Effective information")
            .describedAs(
                    "Counts the values of a feature that are not zero, and the directions in which features spread")
            .from("SiftFunnel; participation ratio ours")
            .with(IMAGES);

    private final SettingsReader settings;

    public EffectiveInformation(SettingsReader settings) {
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
        float[] sent = features.test().sent();
        long zeros = 0;
        for (float value : sent) {
            zeros += value == 0 ? 1 : 0;
        }
        double images = features.test().images().count();
        var values = new LinkedHashMap<String, Double>();
        values.put("features.effectiveElements", (sent.length - zeros) / images);
        float[] chosen = features.test().first(sent, settings.get(IMAGES));
        values.put(
                "features.participationRatio",
                FeatureCovariance.of(chosen, features.feature().size()).participationRatio());
        return values;
    }
}
