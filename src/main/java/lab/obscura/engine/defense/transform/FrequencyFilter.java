package lab.obscura.engine.defense.transform;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Keeps only the low frequencies of each channel of the feature.
 *
 * <p>Blurs what is sent at no cost for the network. It protects fine detail only: coarse shapes and colors pass.
 *
 * <p>Two-dimensional discrete cosine transform (orthonormal), coefficients with {@code u + v < share · (H + W)} are kept, inverse
 * transform. A projection: it is its own transpose, so the gradient passes through the same filter. Mi et al., 2023; {@code
 * docs/methods/noise-and-privacy.md#frequency-filter}.
 */
public final class FrequencyFilter implements FeatureTransform {

    static final Setting<Double> SHARE = Setting.decimal("share", 0.001, 1)
            .defaultsTo(0.5)
            .describedAs("Frequencies below this share of height plus width are kept; 1 keeps all");

    private static final Setting<Boolean> IN_TRAINING = ActingTimes.IN_TRAINING.defaultsTo(true);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("frequency-filter", "Frequency filtering (DCT)")
            .describedAs("Keeps only the low frequencies of what is sent")
            .from("Mi et al., 2023; Wang et al., 2022")
            .with(SHARE, IN_TRAINING, ActingTimes.IN_ATTACKERS_TRAINING);

    private final double share;
    private final ActingTimes times;

    public FrequencyFilter(SettingsReader settings) {
        this.share = settings.get(SHARE);
        this.times = ActingTimes.of(settings);
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
    public Sent apply(Features features, Moment moment, RandomStream random, PartState state) {
        ImageShape shape = features.shape();
        return new Sent(filtered(features.values(), shape), gradient -> filtered(gradient, shape));
    }

    private float[] filtered(float[] values, ImageShape shape) {
        return Spectrum.filtered(values, shape, (image, u, v) -> u + v < share * (shape.height() + shape.width()));
    }
}
