package lab.obscura.engine.defense.transform;

import java.util.ArrayList;
import java.util.List;
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
 * Never sends the low frequencies of the feature, and of the others a random part, another one at each query.
 *
 * <p>What an eye sees of a face lies in the low frequencies, what tells faces apart in the others. Repeated queries collect the parts.
 *
 * <p>Orthonormal discrete cosine transform of each channel; frequencies with {@code u + v < pruned · (H + W)} become zero, of the others a
 * random {@code share} is kept, the same ones in all channels. A projection, so the gradient passes through the same one. Mi et al., ICCV
 * 2023; {@code docs/methods/noise-and-privacy.md#random-frequencies}.
 */
public final class RandomFrequencies implements FeatureTransform {

    static final Setting<Double> PRUNED = Setting.decimal("pruned", 0, 1)
            .defaultsTo(0.4375)
            .describedAs("Frequencies below this share of height plus width are never sent");

    static final Setting<Double> SHARE = Setting.decimal("share", 0.001, 1)
            .defaultsTo(0.25)
            .describedAs("Share of the other frequencies that is sent, others at each query; at least one");

    private static final Setting<Boolean> IN_TRAINING = ActingTimes.IN_TRAINING.defaultsTo(true);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("random-frequencies", "Random frequency components")
            .describedAs("Sends a random part of the high frequencies and never the low ones")
            .from("Mi et al., ICCV 2023")
            .with(PRUNED, SHARE, IN_TRAINING, ActingTimes.IN_ATTACKERS_TRAINING);

    private final double pruned;
    private final double share;
    private final ActingTimes times;

    public RandomFrequencies(SettingsReader settings) {
        this.pruned = settings.get(PRUNED);
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
        List<Integer> high = high(shape);
        List<boolean[]> kept = new ArrayList<>();
        for (int image = 0; image < features.count(); image++) {
            kept.add(drawn(high, shape, random));
        }
        Spectrum.Kept parts = (image, row, column) -> kept.get(image)[row * shape.width() + column];
        return new Sent(
                Spectrum.filtered(features.values(), shape, parts),
                gradient -> Spectrum.filtered(gradient, shape, parts));
    }

    /** The frequencies that may be sent: row · width + column. */
    private List<Integer> high(ImageShape shape) {
        var high = new ArrayList<Integer>();
        for (int row = 0; row < shape.height(); row++) {
            for (int column = 0; column < shape.width(); column++) {
                if (row + column >= pruned * (shape.height() + shape.width())) {
                    high.add(row * shape.width() + column);
                }
            }
        }
        return high;
    }

    private boolean[] drawn(List<Integer> high, ImageShape shape, RandomStream random) {
        boolean[] kept = new boolean[shape.height() * shape.width()];
        int[] order = random.permutation(high.size());
        for (int i = 0; i < high.size() && i < Math.max(1, Math.round(share * high.size())); i++) {
            kept[high.get(order[i])] = true;
        }
        return kept;
    }
}
