package lab.obscura.engine.network.backbone;

import static lab.obscura.engine.network.spec.Layers.convolutionBlock;
import static lab.obscura.engine.network.spec.Layers.relu;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;

/**
 * Backbones that are one chain of convolution blocks and pools, VGG's way. The layers are written as in the papers: a number is
 * a block of so many channels, 0 stands for "M", the 2×2 max pool.
 *
 * @param steps what a cut layer counts: each inner list is the entries up to the next possible cut
 * @param end what ends the edge
 * @param hidden sizes of the dense layers before the last one, each behind dropout 0.5 and before ReLU
 * @param isPublished see {@link Backbone#isPublished}
 */
record PlainBackbone(
        String id,
        String title,
        List<List<Integer>> steps,
        int lastCutLayer,
        int defaultCutLayer,
        EdgeEnd end,
        List<Integer> hidden,
        boolean isPublished)
        implements Backbone {

    private static final int POOL = 0;

    /**
     * VGG11 with batch norm and a sigmoid at the cut ({@code docs/methods/networks.md#vgg}): a cut after each entry of the paper's
     * list but the last.
     */
    static final PlainBackbone VGG11_BN_SGM = new PlainBackbone(
            "vgg11-bn-sgm",
            "VGG11 with batch norm, sigmoid at the cut",
            cutAfterEach(64, POOL, 128, POOL, 256, 256, POOL, 512, 512, POOL, 512, 512, POOL),
            12,
            4,
            EdgeEnd.SIGMOID,
            List.of(512, 512),
            true);

    /** VGG11 with batch norm, without the sigmoid ({@code docs/methods/networks.md#vgg}): a bottleneck ends with batch norm instead. */
    static final PlainBackbone VGG11_BN = new PlainBackbone(
            "vgg11-bn",
            "VGG11 with batch norm",
            VGG11_BN_SGM.steps,
            12,
            4,
            EdgeEnd.NORM_BEHIND_BOTTLENECK,
            List.of(512, 512),
            true);

    /** VGG16 with batch norm and the small head of the CIFAR networks; cuts as in VGG11. */
    static final PlainBackbone VGG16_BN = new PlainBackbone(
            "vgg16-bn",
            "VGG16 with batch norm",
            cutAfterEach(64, 64, POOL, 128, 128, POOL, 256, 256, 256, POOL, 512, 512, 512, POOL, 512, 512, 512, POOL),
            17,
            6,
            EdgeEnd.NORM_BEHIND_BOTTLENECK,
            List.of(512, 512),
            true);

    /** Four blocks of convolution, batch norm, ReLU and pool; a cut after each block. Small enough for a laptop. */
    static final PlainBackbone CNN_4 = new PlainBackbone(
            "cnn-4",
            "Four convolution blocks",
            List.of(List.of(32, POOL), List.of(64, POOL), List.of(128, POOL), List.of(128, POOL)),
            4,
            2,
            EdgeEnd.SIGMOID_BEHIND_BOTTLENECK,
            List.of(),
            false);

    @Override
    public SplitSpec split(Plan plan) {
        var edge = new HalfBuilder(Side.EDGE);
        edge.add(plan.normalization());
        int channels = plan.input().channels();
        for (int cutLayer = 1; cutLayer <= plan.cutLayer(); cutLayer++) {
            channels = append(edge, cutLayer, channels, plan, Init.XAVIER_UNIFORM);
        }
        ImageShape cut = edge.output(plan.input());
        var tail = new HalfBuilder(Side.TAIL);
        plan.bottleneck().ifPresent(bottleneck -> {
            edge.addAll(bottleneck.edge(cut));
            tail.addAll(bottleneck.cloud(cut));
        });
        edge.addAll(end.layers(plan.bottleneck()));
        for (int cutLayer = plan.cutLayer() + 1; cutLayer <= steps.size(); cutLayer++) {
            channels = append(tail, cutLayer, channels, plan, Init.KAIMING_UNIFORM);
        }
        ImageShape feature = edge.output(plan.input());
        appendHead(tail, tail.output(feature).size(), plan);
        return HalfBuilder.split(plan.input(), edge, tail);
    }

    private int append(HalfBuilder layers, int cutLayer, int in, Plan plan, Init init) {
        int channels = in;
        for (int entry : steps.get(cutLayer - 1)) {
            if (entry == POOL) {
                layers.add(new MaxPool(2, 2));
            } else {
                layers.addAll(convolutionBlock(channels, plan.channels(entry), init));
                channels = plan.channels(entry);
            }
        }
        layers.endBlock(cutLayer);
        return channels;
    }

    private void appendHead(HalfBuilder layers, int features, Plan plan) {
        layers.add(new Flatten());
        layers.end(HalfBuilder.POOLED);
        int in = features;
        for (int size : hidden) {
            layers.add(new Dropout(0.5));
            layers.add(Dense.of(in, plan.channels(size), Init.KAIMING_UNIFORM));
            layers.add(relu());
            in = plan.channels(size);
        }
        layers.add(Dense.of(in, plan.classes(), Init.KAIMING_UNIFORM));
    }

    private static List<List<Integer>> cutAfterEach(Integer... entries) {
        return List.of(entries).stream().map(List::of).toList();
    }
}
