package lab.obscura.engine.leakage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.bound.JacobianNorm;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Fisher information leakage (dFIL): how much a small change of an image moves its noisy feature, and what error that leaves to attackers.
 *
 * <p>A bound for unbiased attacks holds only where the feature has as many values as the image; for any attack one needs to know how much
 * the images' own distribution tells, and a guess of that makes the bound an estimate.
 *
 * <p>{@code dFIL = E ‖J‖_F² / (d σ²)}, error ≥ 1/dFIL unbiased, ≥ 1/(dFIL + I_x/d) any; {@code
 * docs/methods/leakage-estimators.md#fisher-information-leakage}. Paper: Maeng et al., NeurIPS 2023.
 */
public final class FisherLeakage implements LeakageEstimator {

    private static final int BATCH = 32;

    static final Setting<Integer> IMAGES =
            Setting.integer("images", 1, 5000).defaultsTo(64).describedAs("So many test images, drawn at random");

    static final Setting<Integer> PROBES = Setting.integer("probes", 0, 1000)
            .defaultsTo(8)
            .describedAs("Random probes per image (Hutchinson); 0: exact, one way back for each value of the feature");

    /** Where the information in the images' distribution comes from. */
    enum InputInformation {
        UNKNOWN,
        GAUSSIAN,
        STATED
    }

    static final Setting<InputInformation> INFORMATION = Setting.choice("inputInformation", InputInformation.class)
            .defaultsTo(InputInformation.GAUSSIAN)
            .describedAs(
                    "unknown: no number for any attack; gaussian: an estimate, as if pixels were independent and normal; stated: a bound, with informationPerValue");

    static final Setting<Double> INFORMATION_PER_VALUE = Setting.decimal("informationPerValue", 0, 1e9)
            .defaultsTo(0.0)
            .describedAs("Known Fisher information of the images per value, values in [0, 1]; with stated only");

    public static final Info INFO = Info.of("dfil", "Fisher information leakage (dFIL)")
            .describedAs("Says how much an image moves its noisy feature, and what error that leaves to attackers")
            .from("Maeng et al., NeurIPS 2023")
            .with(IMAGES, PROBES, INFORMATION, INFORMATION_PER_VALUE);

    private final SettingsReader settings;

    public FisherLeakage(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public Optional<String> objection(Defense defense) {
        return defense.sendsNormalNoiseAlone()
                ? Optional.empty()
                : Optional.of("it holds only where additive normal noise is the defense's one transform");
    }

    @Override
    public List<String> omissions(MeasuredFeatures features) {
        int m = features.feature().size();
        int d = features.test().images().shape().size();
        return m >= d
                ? List.of()
                : List.of("dfil.unbiasedBound is left out: features of " + m + " values for images of " + d
                        + " leave no unbiased attack, so 1/dFIL bounds nothing");
    }

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        LabeledImages images = features.test().images();
        int d = images.shape().size();
        int m = features.feature().size();
        double leakage = meanNorm(features, context) / (d * features.noiseDeviation() * features.noiseDeviation());
        var values = new LinkedHashMap<String, Double>();
        values.put("dfil", leakage);
        if (m >= d) {
            values.put("dfil.unbiasedBound", 1 / leakage);
        }
        switch (settings.get(INFORMATION)) {
            case GAUSSIAN -> values.put("dfil.mseEstimate", 1 / (leakage + gaussianInformation(features.test())));
            case STATED -> values.put("dfil.mseBound", 1 / (leakage + settings.get(INFORMATION_PER_VALUE)));
            case UNKNOWN -> {}
        }
        return values;
    }

    /** Of ‖J‖² over the chosen images, pixels in [0, 1]. */
    private double meanNorm(MeasuredFeatures features, RunContext context) {
        LabeledImages all = features.test().images();
        int count = Math.min(settings.get(IMAGES), all.count());
        int[] order = features.seeds().stream("dfil.images").permutation(all.count());
        var random = features.seeds().stream("dfil.probes");
        int m = features.feature().size();
        int probes = settings.get(PROBES);
        double sum = 0;
        try (FrozenNetwork encoder = features.encoder().get()) {
            for (int from = 0; from < count; from += BATCH) {
                context.checkStop();
                LabeledImages images = all.select(Arrays.copyOfRange(order, from, Math.min(count, from + BATCH)));
                int n = images.count();
                encoder.forward(new MeasuredFeatures.Part(images, new float[0], new float[0]).pixels(), n);
                double[] norms = probes == 0
                        ? JacobianNorm.exact(n, m, encoder::inputGradient)
                        : JacobianNorm.estimated(n, m, probes, random, encoder::inputGradient);
                sum += Arrays.stream(norms).sum();
            }
        }
        return sum / count;
    }

    /**
     * Mean of 1/variance over the values. No distribution with these variances has less Fisher information, so the truth lies at or below
     * the estimate; a value that never changes has infinitely much, and leaves 0.
     */
    static double gaussianInformation(MeasuredFeatures.Part test) {
        int d = test.images().shape().size();
        float[] pixels = test.pixels();
        int count = test.images().count();
        double[] mean = new double[d];
        for (int i = 0; i < pixels.length; i++) {
            mean[i % d] += pixels[i] / (double) count;
        }
        double[] variances = new double[d];
        for (int i = 0; i < pixels.length; i++) {
            variances[i % d] += (pixels[i] - mean[i % d]) * (pixels[i] - mean[i % d]) / count;
        }
        return Arrays.stream(variances).map(variance -> 1 / variance).average().orElseThrow();
    }
}
