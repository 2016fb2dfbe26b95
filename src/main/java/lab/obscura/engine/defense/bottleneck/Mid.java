package lab.obscura.engine.defense.bottleneck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.network.backbone.HalfBuilder;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pointwise.GaussianSample;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * MID: the classifier decides from a noisy, compressed code, and pays for what the code knows.
 *
 * <p>Made against attacks that read the classifier's outputs. It acts in the depth of the cloud, so it does little for the feature at the
 * cut.
 *
 * <p>With h in front of the dense layers and k half its size: {@code [μ, s] = W h + b}, {@code r = μ + softplus(s − 5) ε}, the dense
 * layers go on with r; the loss has {@code β KL(N(μ, σ²) ‖ N(0, 1))} more. Wang, Zhang, Jia, AAAI 2021; {@code
 * docs/methods/penalties.md#mid}.
 */
public final class Mid implements EncoderShape, Penalty {

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(0.01)
            .describedAs("Weight of the code's divergence from the standard normal distribution");

    static final Setting<Boolean> DRAWS_IN_USE = Setting.flag("drawsInUse")
            .defaultsTo(true)
            .describedAs(
                    "Whether the code is drawn when the trained network answers, too, as in the public code; else its mean counts");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("mid", "MID (information bottleneck before the classifier)")
            .describedAs("Classifies from a noisy code that pays for what it knows")
            .from("Wang, Zhang and Jia, AAAI 2021")
            .with(WEIGHT, DRAWS_IN_USE);

    /** The place behind the layer that says means and spreads. */
    static final String CODE = "mid";

    private final double weight;
    private final boolean drawsInUse;

    public Mid(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
        this.drawsInUse = settings.get(DRAWS_IN_USE);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public SplitSpec reshape(SplitSpec split) {
        int head = split.places().indexOf(HalfBuilder.POOLED) + 1;
        if (head == 0 || split.segments().get(head - 1).side() != Side.TAIL) {
            throw new IllegalArgumentException("its cloud has no place \"" + HalfBuilder.POOLED
                    + "\" before dense layers, only " + split.places());
        }
        Segment old = split.segments().get(head);
        ImageShape h = split.feature();
        for (Segment segment : split.of(Side.TAIL)) {
            if (segment == old) {
                break;
            }
            h = segment.layers().output(h);
        }
        int code = Math.max(1, h.size() / 2);
        var segments = new ArrayList<Segment>(split.segments().subList(0, head));
        segments.add(new Segment(
                Side.TAIL, CODE, new Sequence(List.of(Dense.of(h.size(), 2 * code, Init.KAIMING_UNIFORM)))));
        segments.add(new Segment(Side.TAIL, old.end(), new Sequence(headOf(old, code))));
        segments.addAll(split.segments().subList(head + 1, split.segments().size()));
        return new SplitSpec(split.input(), segments);
    }

    /** The dense layers, the first of which now gets the code. */
    private List<NetworkSpec> headOf(Segment old, int code) {
        var layers = new ArrayList<NetworkSpec>();
        layers.add(new GaussianSample(drawsInUse));
        boolean narrowed = false;
        for (NetworkSpec layer : old.list()) {
            boolean isFirst = !narrowed && layer instanceof Dense;
            layers.add(isFirst ? narrower((Dense) layer, code) : layer);
            narrowed |= isFirst;
        }
        return layers;
    }

    private static Dense narrower(Dense dense, int in) {
        return new Dense(in, dense.out(), dense.bias(), dense.init());
    }

    @Override
    public List<String> taps(SplitSpec network) {
        return List.of(CODE);
    }

    /** A sum over images of what each one's code costs. */
    @Override
    public boolean keepsImagesApart() {
        return true;
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        int channels = batch.taps().at(CODE).shape().channels() / 2;
        return ResidentBatch.penaltyAt(CODE, batch, state, weight, pairs -> GaussianCode.divergence(pairs, channels))
                .orElseGet(() -> onHost(batch));
    }

    private PenaltyValue onHost(FeatureBatch batch) {
        var code = batch.taps().at(CODE);
        var divergence = GaussianCode.of(code.values(), code.shape().channels() / 2, batch.count());
        return new PenaltyValue(divergence.value(), new float[0], Map.of(CODE, divergence.gradient(weight)));
    }
}
