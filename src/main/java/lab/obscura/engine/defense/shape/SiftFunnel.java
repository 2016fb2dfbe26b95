package lab.obscura.engine.defense.shape;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.shape.Funnel.Family;
import lab.obscura.engine.defense.shape.Funnel.Variant;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.Layers;
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
 * SiftFunnel's network: attention behind the blocks of the edge, a funnel to few channels in place of the last block, and the channels
 * restored in the cloud.
 *
 * <p>Sends little from a small edge: an edge of 16 354 parameters in place of 299 520. What the funnel takes, the cloud cannot get
 * back. The four terms of its loss are parts of their own, so each can be left out.
 *
 * <p>{@code docs/methods/networks.md#siftfunnel}. Paper: Liu et al., 2025.
 */
public final class SiftFunnel implements EncoderShape {

    /** The place behind the compensation in the cloud. */
    public static final String COMPENSATION = "compensation";

    static final Setting<Boolean> FUNNEL = Setting.flag("funnel")
            .defaultsTo(true)
            .describedAs("Whether the funnel takes the place of the last block and the cloud restores the channels");

    static final Setting<Boolean> ATTENTION = Setting.flag("attention")
            .defaultsTo(true)
            .describedAs("Whether there are attention blocks, at the edge and in the cloud");

    static final Setting<Integer> CHANNELS = Setting.integer("channels", 0, 256)
            .defaultsTo(0)
            .describedAs(
                    "Channels of what is sent; 0 is as in the paper: 12 where the edge makes the image four times smaller, 4 where it halves it, 2 where it keeps its size");

    static final Setting<Variant> VARIANT = Setting.choice("variant", Variant.class)
            .defaultsTo(Variant.PAPER)
            .describedAs("paper, or published-code, which differs for residual networks and VGG");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("siftfunnel", "SiftFunnel (network)")
            .describedAs("Funnels the feature to few channels behind attention blocks, and restores them in the cloud")
            .from("Liu et al., SiftFunnel, 2025")
            .with(FUNNEL, ATTENTION, CHANNELS, VARIANT);

    private final boolean narrows;
    private final boolean attends;
    private final int channels;
    private final Variant variant;

    public SiftFunnel(SettingsReader settings) {
        this.narrows = settings.get(FUNNEL);
        this.attends = settings.get(ATTENTION);
        this.channels = settings.get(CHANNELS);
        this.variant = settings.get(VARIANT);
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public SplitSpec reshape(SplitSpec split) {
        if (!narrows && !attends) {
            throw new IllegalArgumentException("without funnel and without attention nothing of it is left");
        }
        List<Segment> edge = split.of(Side.EDGE);
        List<Segment> blocks = edge.subList(0, edge.size() - 1);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("the edge has no blocks between which attention could stand");
        }
        var funnel = new Funnel(Family.of(blocks), variant, attends);
        return narrows ? narrowed(split, blocks, funnel) : withAttention(split, blocks, funnel);
    }

    private SplitSpec narrowed(SplitSpec split, List<Segment> blocks, Funnel funnel) {
        refuseLayersOfOtherParts(split.of(Side.EDGE).get(blocks.size()));
        ImageShape image = split.input();
        ImageShape before = split.feature();
        int sent = channels == 0 ? funnel.channels(image.height() / before.height()) : channels;
        boolean convolves = funnel.convolvesBehindStem();
        int count = convolves ? 1 : Math.max(1, blocks.size() - 1);
        List<Segment> kept = attending(image, blocks.subList(0, count), funnel);
        ImageShape reached = output(image, kept);
        var last = new ArrayList<NetworkSpec>();
        if (convolves) {
            int wide = output(image, blocks).channels();
            last.addAll(Funnel.twoConvolutions(reached.channels(), wide));
            last.addAll(funnel.behindBlock(wide));
            reached = Layers.sequence(last).output(reached);
        }
        last.addAll(funnel.narrowing(reached.channels(), sent, halvings(reached, before)));
        var segments = new ArrayList<>(kept);
        if (blocks.size() > 1) {
            segments.add(new Segment(Side.EDGE, blocks.get(blocks.size() - 1).end(), Layers.sequence(last)));
            last.clear();
        }
        last.addAll(funnel.atTheEnd(sent));
        segments.add(new Segment(Side.EDGE, SplitSpec.FEATURE, Layers.sequence(last)));
        segments.add(
                new Segment(Side.TAIL, COMPENSATION, Layers.sequence(Funnel.compensation(sent, before.channels()))));
        segments.addAll(split.beforeTail(funnel.inTheCloud(before.channels())).of(Side.TAIL));
        return new SplitSpec(image, segments);
    }

    /** Without the funnel: attention where it would stand with it. */
    private static SplitSpec withAttention(SplitSpec split, List<Segment> blocks, Funnel funnel) {
        int count = Math.max(1, blocks.size() - 1);
        var segments = new ArrayList<>(attending(split.input(), blocks.subList(0, count), funnel));
        segments.addAll(split.segments().subList(count, split.segments().size()));
        int sent = split.feature().channels();
        return new SplitSpec(split.input(), segments)
                .behindEdge(funnel.atTheEnd(sent))
                .beforeTail(funnel.inTheCloud(sent));
    }

    /** These blocks with attention behind each, in a chain only behind those that end with a pool, and behind the last. */
    private static List<Segment> attending(ImageShape image, List<Segment> blocks, Funnel funnel) {
        var attending = new ArrayList<Segment>();
        ImageShape shape = image;
        for (int i = 0; i < blocks.size(); i++) {
            Segment block = blocks.get(i);
            shape = block.layers().output(shape);
            boolean attends =
                    i == blocks.size() - 1 || funnel.family() != Family.CHAIN || Funnel.has(block, MaxPool.class);
            List<NetworkSpec> more = attends ? funnel.behindBlock(shape.channels()) : List.of();
            attending.add(new Segment(Side.EDGE, block.end(), Layers.joined(block.list(), more)));
        }
        return attending;
    }

    private static ImageShape output(ImageShape image, List<Segment> segments) {
        ImageShape shape = image;
        for (Segment segment : segments) {
            shape = segment.layers().output(shape);
        }
        return shape;
    }

    /** How often the size is halved on the way. */
    private static int halvings(ImageShape from, ImageShape to) {
        int halvings = 0;
        while (from.height() >> halvings > to.height()) {
            halvings++;
        }
        if (from.height() >> halvings != to.height() || from.width() >> halvings != to.width()) {
            throw new IllegalArgumentException("its pools can halve " + from + " but never reach the size of " + to
                    + "; choose an image size that can be halved, or another cut layer; published-code of residual"
                    + " networks is cut behind the second stage");
        }
        return halvings;
    }

    /** The backbone's own bottleneck and sigmoid give way to the funnel; what another part has put there must not get lost. */
    private static void refuseLayersOfOtherParts(Segment end) {
        boolean own = end.list().stream()
                .allMatch(layer -> layer instanceof Convolution
                        || layer instanceof TransposedConvolution
                        || layer instanceof BatchNorm
                        || layer instanceof Activation);
        if (!own) {
            throw new IllegalArgumentException(
                    "the funnel would take the place of what another part has put at the end of the edge; name siftfunnel before it");
        }
    }
}
