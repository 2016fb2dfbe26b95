package lab.obscura.engine.network.backbone;

import static lab.obscura.engine.network.spec.Layers.norm;
import static lab.obscura.engine.network.spec.Layers.relu;
import static lab.obscura.engine.network.spec.Layers.sequence;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;

/**
 * Residual networks for small images (He et al., CVPR 2016, CIFAR form): a 3×3 stem, stages of basic blocks, the mean over space, one
 * dense layer. Cut layer 1 is the stem, then one after each block. Where the size changes, the shortcut is a 1×1 convolution with
 * batch norm. A bottleneck ends with a sigmoid.
 *
 * @param stages channels of each stage; every stage but the first halves the size
 * @param blocks in each stage
 */
record ResidualBackbone(String id, String title, List<Integer> stages, int blocks, int defaultCutLayer)
        implements Backbone {

    /** The first stage is cut layers 2 and 3. */
    static final ResidualBackbone RESNET_18 =
            new ResidualBackbone("resnet-18", "ResNet-18", List.of(64, 128, 256, 512), 2, 3);

    static final ResidualBackbone RESNET_20 = new ResidualBackbone("resnet-20", "ResNet-20", List.of(16, 32, 64), 3, 4);

    @Override
    public int lastCutLayer() {
        return 1 + stages.size() * blocks;
    }

    @Override
    public boolean isPublished() {
        return true;
    }

    @Override
    public SplitSpec split(Plan plan) {
        var edge = new HalfBuilder(Side.EDGE);
        edge.add(plan.normalization());
        var tail = new HalfBuilder(Side.TAIL);
        int channels = append(edge, 0, plan.input().channels(), plan, Init.XAVIER_UNIFORM);
        for (int unit = 1; unit < plan.cutLayer(); unit++) {
            channels = append(edge, unit, channels, plan, Init.XAVIER_UNIFORM);
        }
        ImageShape cut = edge.output(plan.input());
        plan.bottleneck().ifPresent(bottleneck -> {
            edge.addAll(bottleneck.edge(cut));
            tail.addAll(bottleneck.cloud(cut));
        });
        edge.addAll(EdgeEnd.SIGMOID_BEHIND_BOTTLENECK.layers(plan.bottleneck()));
        for (int unit = plan.cutLayer(); unit < lastCutLayer(); unit++) {
            channels = append(tail, unit, channels, plan, Init.KAIMING_UNIFORM);
        }
        tail.add(new GlobalAveragePool());
        tail.add(new Flatten());
        tail.end(HalfBuilder.POOLED);
        tail.add(Dense.of(channels, plan.classes(), Init.KAIMING_UNIFORM));
        return HalfBuilder.split(plan.input(), edge, tail);
    }

    /** The stem (unit 0) or a block; returns its number of channels. */
    private int append(HalfBuilder layers, int unit, int in, Plan plan, Init init) {
        if (unit == 0) {
            int out = plan.channels(stages.get(0));
            layers.addAll(List.of(Convolution.of(in, out, 3, init).withoutBias(), norm(out), relu()));
            layers.endBlock(1);
            return out;
        }
        int stage = (unit - 1) / blocks;
        int out = plan.channels(stages.get(stage));
        int stride = stage > 0 && (unit - 1) % blocks == 0 ? 2 : 1;
        NetworkSpec body = sequence(
                Convolution.of(in, out, 3, init).withStride(stride).withoutBias(),
                norm(out),
                relu(),
                Convolution.of(out, out, 3, init).withoutBias(),
                norm(out));
        NetworkSpec shortcut = stride == 1 && in == out
                ? sequence()
                : sequence(Convolution.of(in, out, 1, init).withStride(stride).withoutBias(), norm(out));
        layers.add(new ResidualSum(body, shortcut));
        layers.add(relu());
        layers.endBlock(unit + 1);
        return out;
    }
}
