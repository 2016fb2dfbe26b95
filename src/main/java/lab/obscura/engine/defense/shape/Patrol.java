package lab.obscura.engine.defense.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.TrainedEdge;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * PATROL as the CEM repository stands in for it: one convolution more at the start of the edge, and late in the training the least
 * important channels of the edge's wide convolutions are cut out.
 *
 * <p>A deeper edge keeps less of the image, and pruning pays for part of its cost. Meant together with adversarial learning, which is a
 * part of its own. Nothing to prune, no PATROL: such networks are refused.
 *
 * <p>Importance of a channel: {@code sum |w · ∂CE/∂w|} over its filter, its batch norm and what reads it. {@code
 * docs/methods/adversaries.md#patrol}; the paper is
 * Ding et al., WACV 2024.
 */
public final class Patrol implements EncoderShape, TrainingRule {

    static final Setting<Double> SHARE = Setting.decimal("share", 0.001, 0.9)
            .defaultsTo(0.05)
            .describedAs("Share of the channels that is cut out, at least one");

    static final Setting<Integer> ABOVE = Setting.integer("above", 1, 4096)
            .defaultsTo(32)
            .describedAs("Convolutions with more channels than this are pruned");

    static final Setting<Double> AT = Setting.decimal("at", 0, 1)
            .defaultsTo(0.75)
            .describedAs("Share of the epochs after which the channels go; published: epoch 180 of 240");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("patrol", "PATROL (CEM-repo variant)")
            .describedAs("Deepens the edge by one convolution, and prunes its channels late in the training")
            .from("Ding et al., WACV 2024, as in the public code of CEM")
            .with(SHARE, ABOVE, AT);

    /** 3 → 16 → 64 for a first convolution of 64 channels. */
    private static final int NARROWER = 4;

    private final double share;
    private final int above;
    private final double at;

    public Patrol(SettingsReader settings) {
        this.share = settings.get(SHARE);
        this.above = settings.get(ABOVE);
        this.at = settings.get(AT);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean keepsImagesApart() {
        return false;
    }

    @Override
    public SplitSpec reshape(SplitSpec split) {
        if (!(split.edge() instanceof Sequence edge)) {
            throw new IllegalArgumentException("the edge is not a sequence of layers");
        }
        Segment stem = split.of(Side.EDGE).stream()
                .filter(segment -> segment.list().stream().anyMatch(Convolution.class::isInstance))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the edge has no convolution"));
        var layers = new ArrayList<>(stem.list());
        int first = firstConvolution(layers);
        Convolution c = (Convolution) layers.get(first);
        if (edge.layers().stream().anyMatch(ResidualSum.class::isInstance)) {
            layers.addAll(first + 3, block(c.out(), c.out(), c)); // behind the stem's norm and ReLU
        } else {
            int narrow = Math.max(1, c.out() / NARROWER);
            layers.set(first, c.between(narrow, c.out()));
            layers.addAll(first, block(c.in(), narrow, c));
        }
        SplitSpec deeper = split.with(stem, new Sequence(layers));
        if (!canBePruned(deeper.edge())) {
            throw new IllegalArgumentException("no convolution of the edge has more than " + above
                    + " channels that the edge itself reads, so there is nothing to prune");
        }
        return deeper;
    }

    /** Shapes that come later may have put something between the convolutions that cannot be cut with them. */
    @Override
    public Optional<String> objection(SplitSpec network) {
        return canBePruned(network.edge())
                ? Optional.empty()
                : Optional.of(
                        "a later part has changed the edge, group norm of dpsgd for one, so that no convolution with more than "
                                + above + " channels can be pruned");
    }

    private static int firstConvolution(List<NetworkSpec> layers) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Convolution) {
                return i;
            }
        }
        throw new IllegalArgumentException("the edge has no convolution");
    }

    private static List<NetworkSpec> block(int in, int out, Convolution like) {
        return List.of(
                new Convolution(in, out, 3, 1, 1, like.bias(), like.init()),
                BatchNorm.of(out),
                new Activation(NetworkSpec.Function.RELU));
    }

    private boolean canBePruned(NetworkSpec spec) {
        if (spec instanceof ResidualSum sum) {
            return canBePruned(sum.body());
        }
        if (!(spec instanceof Sequence sequence)) {
            return false;
        }
        for (int i = 0; i < sequence.layers().size(); i++) {
            if (canBePruned(sequence.layers().get(i)) || reader(sequence.layers(), i) > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean changesEdgeBefore(int epoch, int epochs) {
        return epoch == Math.max(1, (int) Math.ceil(at * epochs));
    }

    @Override
    public TrainedEdge changed(TrainedEdge edge) {
        var tensors = new LinkedHashMap<>(edge.tensors());
        NetworkSpec spec = pruned(edge.spec(), "", new LinkedHashMap<>(edge.derivatives()), tensors);
        return new TrainedEdge(spec, tensors, Map.of());
    }

    private NetworkSpec pruned(
            NetworkSpec spec, String path, Map<String, float[]> derivatives, Map<String, Tensor> tensors) {
        if (spec instanceof ResidualSum sum) {
            String body = InitialState.child(path, 0); // the sum's own channels stay: the shortcut has them, too
            return new ResidualSum(pruned(sum.body(), body, derivatives, tensors), sum.shortcut());
        }
        if (!(spec instanceof Sequence sequence)) {
            return spec;
        }
        var layers = new ArrayList<NetworkSpec>();
        for (int i = 0; i < sequence.layers().size(); i++) {
            layers.add(pruned(sequence.layers().get(i), InitialState.child(path, i), derivatives, tensors));
        }
        var channels = new ChannelPruning(path, derivatives, tensors, share);
        for (int i = 0; i < layers.size(); i++) {
            int reader = reader(layers, i);
            if (reader > 0) {
                channels.prune(layers, i, reader);
            }
        }
        return new Sequence(List.copyOf(layers));
    }

    /** Where a wide convolution's channels are read by another, with nothing between that mixes them; 0 when there is none. */
    private int reader(List<NetworkSpec> layers, int place) {
        if (!(layers.get(place) instanceof Convolution wide) || wide.out() <= above) {
            return 0;
        }
        for (int j = place + 1; j < layers.size(); j++) {
            NetworkSpec layer = layers.get(j);
            if (layer instanceof Convolution) {
                return j;
            }
            boolean passes = layer instanceof BatchNorm || layer instanceof Activation || layer instanceof MaxPool;
            if (!passes) {
                return 0;
            }
        }
        return 0;
    }
}
