package lab.obscura.engine.defense.shape;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.FullyConnected;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Sparse coding (SCA): a layer at the end of the edge rebuilds the feature from few entries of a learned dictionary.
 *
 * <p>What the dictionary cannot say is lost for the attacker as for the cloud. Costs a dictionary of the feature's size squared, so it
 * belongs behind a bottleneck.
 *
 * <p>{@code y = Wᵀ · soft(W · u, t)}, rows of W of length 1 at first and freely trained; before the sigmoid where there is one.
 * {@code docs/methods/penalties.md#sparse-coding} (one iteration, as in the public code). Paper: Dibbo et al., ECCV 2024.
 */
public final class SparseCoding implements EncoderShape {

    static final Setting<Double> THRESHOLD = Setting.decimal("threshold", 0, 10)
            .defaultsTo(0.01)
            .describedAs("t: codes below it become zero, the others shrink by it");

    static final Setting<Integer> CODES = Setting.integer("codes", 0, 8192)
            .defaultsTo(0)
            .describedAs("Entries of the dictionary; 0 is one for each value of the feature, as published");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("sparse-coding", "Sparse coding (SCA)")
            .describedAs("Rebuilds the feature from few entries of a learned dictionary before it is sent")
            .from("Dibbo et al., ECCV 2024; public code of CEM")
            .with(THRESHOLD, CODES);

    /** 4096² values are a dictionary of 64 MB. */
    private static final int LARGEST_FEATURE = 4096;

    private final double threshold;
    private final int codes;

    public SparseCoding(SettingsReader settings) {
        this.threshold = settings.get(THRESHOLD);
        this.codes = settings.get(CODES);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public SplitSpec reshape(SplitSpec split) {
        int size = split.feature().size();
        if (size > LARGEST_FEATURE) {
            throw new IllegalArgumentException("its dictionary grows with the square of the feature, and " + size
                    + " values are more than " + LARGEST_FEATURE + "; add a bottleneck");
        }
        return beforeSigmoid(
                split, List.of(new FullyConnected.SparseCoding(size, codes == 0 ? size : codes, threshold)));
    }

    /** With more layers at the end of the edge, or before the sigmoid that stands there. */
    static SplitSpec beforeSigmoid(SplitSpec split, List<NetworkSpec> more) {
        List<Segment> edge = split.of(Side.EDGE);
        Segment last = edge.get(edge.size() - 1);
        var layers = new ArrayList<>(last.list());
        var sigmoid = new Activation(NetworkSpec.Function.SIGMOID);
        boolean squashed = !layers.isEmpty() && sigmoid.equals(layers.get(layers.size() - 1));
        layers.addAll(squashed ? layers.size() - 1 : layers.size(), more);
        return split.with(last, new Sequence(layers));
    }
}
