package lab.obscura.engine.leakage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.bound.ConditionalEntropyBound;
import lab.obscura.engine.bound.FeatureCovariance;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * By how much the noise keeps any reconstruction's error up, whatever the attack: the factor {@code exp(−2 I / d)} with an upper bound on
 * the information that gets through, one group per class.
 *
 * <p>A sound relative measure for additive, isotropic, normal noise. An absolute bound only where the entropy of the images is known: the
 * Gaussian value is an estimate; {@code docs/methods/leakage-estimators.md#conditional-entropy-factor}.
 */
public final class ConditionalEntropyFactor implements LeakageEstimator {

    /** An average of squared errors may lie so many of its standard errors below its expectation. */
    private static final double STANDARD_ERRORS = 3;

    /** With fewer images per value the estimate of the images' entropy follows their number, 8 to 30 times up and down. */
    private static final long SAMPLES_PER_VALUE = 10;

    /** Where the entropy of the images comes from. */
    enum InputEntropy {
        UNKNOWN,
        GAUSSIAN,
        STATED
    }

    static final Setting<InputEntropy> ENTROPY = Setting.choice("inputEntropy", InputEntropy.class)
            .defaultsTo(InputEntropy.UNKNOWN)
            .describedAs(
                    "unknown: the factor alone; gaussian: also an estimate of the smallest error; stated: also the bound, with entropyPerValue");

    static final Setting<Double> ENTROPY_PER_VALUE = Setting.decimal("entropyPerValue", -50, 50)
            .defaultsTo(0.0)
            .describedAs(
                    "Known differential entropy of the images per value, in nats, values in [0, 1]; with stated only");

    public static final Info INFO = Info.of("conditional-entropy-factor", "Conditional-entropy factor")
            .describedAs("Says by how much the noise keeps any reconstruction's error up, whatever the attack")
            .from("Xia et al., CVPR 2025")
            .with(ENTROPY, ENTROPY_PER_VALUE);

    private final SettingsReader settings;

    public ConditionalEntropyFactor(SettingsReader settings) {
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
    public Optional<String> objection(Defense defense) {
        return defense.sendsNormalNoiseAlone()
                ? Optional.empty()
                : Optional.of("it holds only where additive normal noise is the defense's one transform");
    }

    /** A class with a single image would be taken for one whose features never change, and the factor would come out too good. */
    @Override
    public Optional<String> lack(MeasuredFeatures features) {
        LabeledImages images = features.test().images();
        int[] counts = new int[images.classNames().size()];
        for (int i = 0; i < images.count(); i++) {
            counts[images.label(i)]++;
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                return Optional.of("it needs 2 test images or more of every class that has any, was 1 of "
                        + images.classNames().get(i) + "; raise dataset.testLimit");
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> omissions(MeasuredFeatures features) {
        LabeledImages images = features.test().images();
        if (settings.get(ENTROPY) != InputEntropy.GAUSSIAN || estimable(images)) {
            return List.of();
        }
        long fewest = SAMPLES_PER_VALUE * images.shape().size();
        return List.of("bound.mseEstimate is left out: a covariance of "
                + images.shape().size() + " values needs "
                + fewest + " test images or more, was " + images.count()
                + "; the shrinkage of fewer decides on the estimate");
    }

    private static boolean estimable(LabeledImages images) {
        return images.count() >= SAMPLES_PER_VALUE * images.shape().size();
    }

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        LabeledImages images = features.test().images();
        int[] classes = new int[images.count()];
        Arrays.setAll(classes, images::label);
        double variance = features.noiseDeviation() * features.noiseDeviation();
        int inputValues = images.shape().size();
        var bound = ConditionalEntropyBound.of(
                features.test().clean(), features.feature().size(), classes, variance, inputValues);
        var values = new LinkedHashMap<String, Double>();
        values.put("bound.information", bound.information());
        values.put("bound.relativeFactor", bound.relativeFactor());
        if (settings.get(ENTROPY) == InputEntropy.GAUSSIAN && estimable(images)) {
            double entropy = inputValues * Math.log(2 * Math.PI * Math.E) / 2
                    + FeatureCovariance.of(features.test().pixels(), inputValues)
                                    .logDeterminant(0)
                            / 2;
            values.put("bound.mseEstimate", bound.smallestError(entropy));
            values.put("bound.mseEstimate.images", (double) images.count());
        }
        if (settings.get(ENTROPY) == InputEntropy.STATED) {
            double smallest = bound.smallestError(settings.get(ENTROPY_PER_VALUE) * inputValues);
            values.put("bound.mse", smallest);
            boolean alarm = features.attackErrors().stream().anyMatch(errors -> contradicts(smallest, errors));
            values.put("bound.alarm", alarm ? 1.0 : 0.0);
            if (alarm) {
                context.log(
                        "An attack's error lies below the bound on the error: the stated entropy, the noise or the attack's"
                                + " score is wrong");
            }
        }
        return values;
    }

    /** Whether these errors cannot have a mean as large as the bound. */
    public static boolean contradicts(double smallest, double[] errors) {
        double mean = Arrays.stream(errors).average().orElseThrow();
        double squares = Arrays.stream(errors)
                .map(error -> (error - mean) * (error - mean))
                .sum();
        double standardError = Math.sqrt(squares / errors.length / Math.max(1, errors.length - 1));
        return mean + STANDARD_ERRORS * standardError < smallest;
    }
}
