package lab.obscura.engine.defense.transform;

import java.util.Arrays;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.Variant;

/**
 * Sends only the largest values of the feature, and zero for the others.
 *
 * <p>Helps where few values carry the class. It is not random: what is left out is left out for every query, but which places are
 * zero tells something, too.
 *
 * <p>Published ({@code reference-code}): the fraction r of smallest values, not magnitudes, over the whole batch, so that what one client
 * sends depends on the others. {@code corrected}, our completion: of each feature, the fraction r of smallest magnitudes. {@code
 * docs/methods/noise-and-privacy.md#top-k}.
 */
public final class TopK implements FeatureTransform {

    static final Setting<Double> DROPPED = Setting.decimal("dropped", 0, 0.9999)
            .defaultsTo(0.6)
            .describedAs("r: share of the values that become zero; ResSFL compares with 0.5 to 0.7");

    static final Setting<Variant> FORM = Variant.setting("form")
            .describedAs(
                    "corrected: drops the smallest magnitudes of each feature; reference-code: the smallest values of the whole batch, so that what is sent depends on who else is in it");

    private static final Setting<Boolean> IN_TRAINING = ActingTimes.IN_TRAINING.defaultsTo(true);

    /** Line of the catalog. */
    public static final Info INFO = Info.of("top-k", "Top-k pruning of features")
            .describedAs("Sends only the largest values of the feature")
            .from("Li et al. (ResSFL), CVPR 2022")
            .with(DROPPED, FORM, IN_TRAINING, ActingTimes.IN_ATTACKERS_TRAINING);

    private final double dropped;
    private final boolean wholeBatch;
    private final ActingTimes times;

    public TopK(SettingsReader settings) {
        this.dropped = settings.get(DROPPED);
        this.wholeBatch = settings.get(FORM) == Variant.REFERENCE_CODE;
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
        if (wholeBatch) {
            boolean[] kept = all(features.values().length);
            drop(features.values(), kept, 0, kept.length);
            return Mask.apply(kept, features);
        }
        int size = features.shape().size();
        return Mask.apply(() -> largest(features), (work, there) -> work.ofLargest(there, dropped(size)), features);
    }

    /** Of each feature those with the largest magnitudes. */
    private boolean[] largest(Features features) {
        float[] magnitudes = features.values().clone();
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.abs(magnitudes[i]);
        }
        boolean[] kept = all(magnitudes.length);
        int size = features.shape().size();
        for (int i = 0; i < features.count(); i++) {
            drop(magnitudes, kept, i * size, (i + 1) * size);
        }
        return kept;
    }

    private static boolean[] all(int count) {
        boolean[] kept = new boolean[count];
        Arrays.fill(kept, true);
        return kept;
    }

    /** Of so many values. */
    private int dropped(int values) {
        return (int) Math.floor(dropped * values);
    }

    /** Drops the smallest between two places; among equals those that come first. */
    private void drop(float[] values, boolean[] kept, int from, int to) {
        int count = dropped(to - from);
        if (count == 0) {
            return;
        }
        float[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        float largestDropped = sorted[count - 1];
        int left = count;
        for (int i = from; i < to; i++) {
            if (values[i] < largestDropped) {
                kept[i] = false;
                left--;
            }
        }
        for (int i = from; i < to && left > 0; i++) {
            if (values[i] == largestDropped) {
                kept[i] = false;
                left--;
            }
        }
    }
}
