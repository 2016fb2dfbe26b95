package lab.obscura.engine.defense.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Trainable feature subtraction: a generator at the start of the edge learns to redraw the image, and what it has redrawn is subtracted, so
 * that the encoder sees only the rest from which the class can still be told.
 *
 * <p>The form of the public code that works on pixels; without its second stage, which mixes the frequency channels of the rest anew for
 * each image. Needs images whose height and width are even.
 *
 * <p>{@code r = x − G(x)}, {@code L + w · mean |r|}; {@code docs/methods/penalties.md#feature-subtraction}. Paper: Mi et al., CVPR 2024.
 */
public final class FeatureSubtraction implements EncoderShape, Penalty {

    private static final String RESIDUE = "residue";
    private static final Init INIT = Init.KAIMING_UNIFORM;

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(5.0)
            .describedAs("Share of the generator's term in the loss, as published");

    static final Setting<Integer> WIDTH =
            Setting.integer("width", 1, 512).defaultsTo(16).describedAs("Channels of the generator");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("feature-subtraction", "Trainable feature subtraction (MinusFace)")
            .describedAs("Subtracts from the image what a generator can redraw, and encodes the rest")
            .from("Mi et al. (MinusFace), CVPR 2024")
            .with(WEIGHT, WIDTH);

    private final double weight;
    private final int width;

    public FeatureSubtraction(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
        this.width = settings.get(WIDTH);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public SplitSpec reshape(SplitSpec split) {
        Segment first = split.of(Side.EDGE).get(0);
        int normalizing = first.list().get(0) instanceof ChannelAffine ? 1 : 0;
        var begin = new ArrayList<>(first.list().subList(0, normalizing));
        begin.add(subtraction(split.input().channels()));
        List<NetworkSpec> rest = first.list().subList(normalizing, first.list().size());
        var segments = new ArrayList<>(split.segments());
        segments.set(0, new Segment(Side.EDGE, RESIDUE, Layers.sequence(List.copyOf(begin))));
        segments.add(1, new Segment(Side.EDGE, first.end(), Layers.sequence(List.copyOf(rest))));
        return new SplitSpec(split.input(), segments);
    }

    /** Draws −G, whose sign the last convolution learns like any other number. */
    private NetworkSpec subtraction(int channels) {
        NetworkSpec generator = Layers.sequence(
                Layers.convolution3(channels, width, INIT),
                Layers.relu(),
                Convolution.of(width, 2 * width, 3, INIT).withStride(2),
                Layers.relu(),
                Layers.doubling(2 * width, width, INIT),
                Layers.relu(),
                Layers.convolution3(width, channels, INIT));
        return new ResidualSum(generator, Layers.sequence());
    }

    @Override
    public List<String> taps(SplitSpec network) {
        return List.of(RESIDUE);
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        return ResidentBatch.penaltyAt(
                        RESIDUE, batch, state, weight, left -> left.absolute().mean())
                .orElseGet(() -> onHost(batch));
    }

    private PenaltyValue onHost(FeatureBatch batch) {
        float[] residue = batch.taps().at(RESIDUE).values();
        float[] push = new float[residue.length];
        double sum = 0;
        for (int i = 0; i < residue.length; i++) {
            sum += Math.abs(residue[i]);
            push[i] = (float) (weight * Math.signum(residue[i]) / residue.length);
        }
        return new PenaltyValue(sum / residue.length, new float[0], Map.of(RESIDUE, push));
    }

    /** A sum over the values of each image. */
    @Override
    public boolean keepsImagesApart() {
        return true;
    }
}
