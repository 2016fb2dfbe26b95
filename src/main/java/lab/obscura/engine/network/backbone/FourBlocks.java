package lab.obscura.engine.network.backbone;

import static lab.obscura.engine.network.spec.Layers.convolution3;
import static lab.obscura.engine.network.spec.Layers.norm;
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
 * The undefended CNN of the SiftFunnel paper ({@code docs/methods/networks.md#small-networks}): four blocks of convolution, batch norm,
 * pool and ReLU with 128, 256,
 * 512 and 1024 channels, and two dense layers with dropout between them and no activation. A cut after each block; a bottleneck ends
 * with a sigmoid.
 */
record FourBlocks() implements Backbone {

    private static final int BASE = 128;
    private static final int BLOCKS = 4;
    private static final int HIDDEN_PER_CLASS = 5;

    @Override
    public String id() {
        return "classifier-4";
    }

    @Override
    public String title() {
        return "Four-block CNN of SiftFunnel";
    }

    @Override
    public int lastCutLayer() {
        return BLOCKS;
    }

    @Override
    public int defaultCutLayer() {
        return 2;
    }

    @Override
    public boolean isPublished() {
        return false; // trained here as the small ones are, so that its identities stay
    }

    @Override
    public SplitSpec split(Plan plan) {
        var edge = new HalfBuilder(Side.EDGE);
        edge.add(plan.normalization());
        int channels = plan.input().channels();
        for (int block = 0; block < plan.cutLayer(); block++) {
            channels = append(edge, block, channels, plan, Init.XAVIER_UNIFORM);
        }
        ImageShape cut = edge.output(plan.input());
        var tail = new HalfBuilder(Side.TAIL);
        plan.bottleneck().ifPresent(bottleneck -> {
            edge.addAll(bottleneck.edge(cut));
            tail.addAll(bottleneck.cloud(cut));
        });
        edge.addAll(EdgeEnd.SIGMOID_BEHIND_BOTTLENECK.layers(plan.bottleneck()));
        for (int block = plan.cutLayer(); block < BLOCKS; block++) {
            channels = append(tail, block, channels, plan, Init.KAIMING_UNIFORM);
        }
        ImageShape feature = edge.output(plan.input());
        int features = tail.output(feature).size();
        int hidden = HIDDEN_PER_CLASS * plan.classes();
        tail.add(new Flatten());
        tail.end(HalfBuilder.POOLED);
        tail.add(Dense.of(features, hidden, Init.KAIMING_UNIFORM));
        tail.add(new Dropout(0.5));
        tail.add(Dense.of(hidden, plan.classes(), Init.KAIMING_UNIFORM));
        return HalfBuilder.split(plan.input(), edge, tail);
    }

    private static int append(HalfBuilder layers, int block, int in, Plan plan, Init init) {
        int out = plan.channels(BASE << block);
        layers.addAll(List.of(convolution3(in, out, init), norm(out), new MaxPool(2, 2), relu()));
        layers.endBlock(block + 1);
        return out;
    }
}
