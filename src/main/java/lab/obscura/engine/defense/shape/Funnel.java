package lab.obscura.engine.defense.shape;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.network.spec.Attention;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Segment;

/**
 * The groups of layers that SiftFunnel is made of, with the numbers that the paper and its code give for each family of networks
 * ({@code docs/methods/networks.md#siftfunnel}).
 *
 * @param attention whether there are attention blocks
 */
record Funnel(Family family, Variant variant, boolean attention) {

    /** Kinds of edges for which numbers are known. */
    enum Family {
        /** Blocks of a convolution and a pool. */
        CNN,
        /** Residual blocks. */
        RESIDUAL,
        /** Convolutions and pools by turns, VGG's way. */
        CHAIN;

        static Family of(List<Segment> blocks) {
            boolean residual = blocks.stream().anyMatch(block -> has(block, ResidualSum.class));
            boolean pooled =
                    blocks.stream().anyMatch(block -> has(block, Convolution.class) && has(block, MaxPool.class));
            return residual ? RESIDUAL : pooled ? CNN : CHAIN;
        }
    }

    /** Where the paper and its public code differ. */
    enum Variant {
        PAPER,
        PUBLISHED_CODE
    }

    /** Divisors of channels: inside the last squeeze and excitation, and inside CBAM. */
    private record Reductions(int squeeze, int cbam) {}

    private static final Init EDGE = Init.XAVIER_UNIFORM;
    private static final Init CLOUD = Init.KAIMING_UNIFORM;

    static boolean has(Segment block, Class<? extends NetworkSpec> layer) {
        return block.list().stream().anyMatch(layer::isInstance);
    }

    /** Channels of what is sent: many where the edge has shrunk the image, few where it has not. */
    int channels(int shrunk) {
        if (variant == Variant.PUBLISHED_CODE && family != Family.CNN) {
            return family == Family.RESIDUAL ? 6 : 4;
        }
        return shrunk >= 4 ? 12 : shrunk >= 2 ? 4 : 2;
    }

    /** Squeeze and excitation, then triplet attention, behind a block that stays. */
    List<NetworkSpec> behindBlock(int channels) {
        int reduction = family == Family.CNN ? 32 : Math.max(1, channels / 4);
        return attention
                ? List.of(Attention.squeezeAndExcitation(channels, reduction, EDGE), Attention.triplet(channels, EDGE))
                : List.of();
    }

    /** In two steps to few channels, halving the size so many times between them; then three receptive fields one after the other. */
    List<NetworkSpec> narrowing(int in, int out, int halvings) {
        int quarter = Math.max(1, in / 4);
        int kernel = family == Family.CHAIN && variant == Variant.PUBLISHED_CODE ? 3 : 1;
        var layers = new ArrayList<NetworkSpec>();
        layers.addAll(List.of(convolution(in, quarter, kernel), Layers.norm(quarter), Layers.relu()));
        for (int i = 0; i < halvings; i++) {
            layers.add(new MaxPool(2, 2));
        }
        layers.addAll(List.of(
                convolution(quarter, out, 1),
                convolution(out, out, 3),
                Layers.silu(),
                convolution(out, out, 1),
                convolution(out, out, 3),
                convolution(out, out, 5),
                Layers.relu()));
        return layers;
    }

    /** Squeeze and excitation, then CBAM, before the feature is sent. */
    List<NetworkSpec> atTheEnd(int channels) {
        Reductions by = reductions();
        return attention
                ? List.of(
                        Attention.squeezeAndExcitation(channels, by.squeeze, EDGE),
                        Attention.cbam(channels, by.cbam, EDGE))
                : List.of();
    }

    private Reductions reductions() {
        return switch (family) {
            case CNN -> new Reductions(4, 6);
            case CHAIN -> new Reductions(4, 4);
            // The paper gives none: 1 is fitted to its number of parameters (docs/decisions/0010-siftfunnel.md).
            case RESIDUAL -> variant == Variant.PAPER ? new Reductions(2, 1) : new Reductions(3, 3);
        };
    }

    /** Whether nothing of a residual network's blocks is left behind the stem, as in the code, which computes the first stage and does not use it. */
    boolean convolvesBehindStem() {
        return family == Family.RESIDUAL && variant == Variant.PUBLISHED_CODE;
    }

    /** The code's two convolutions between the stem and the funnel of a residual network, the first one halving the size. */
    static List<NetworkSpec> twoConvolutions(int in, int out) {
        return List.of(
                Convolution.of(in, out, 3, EDGE).withStride(2),
                Layers.norm(out),
                Layers.relu(),
                convolution(out, out, 3),
                Layers.norm(out),
                Layers.relu());
    }

    /** The cloud's first layers: as many channels again as it had before. */
    static List<NetworkSpec> compensation(int in, int out) {
        return List.of(
                Convolution.of(in, out, 3, CLOUD).withoutBias(),
                Convolution.of(out, out, 3, CLOUD).withoutBias(),
                Layers.norm(out),
                Layers.relu());
    }

    /** The cloud's own attention, behind the compensation. */
    List<NetworkSpec> inTheCloud(int channels) {
        return attention ? List.of(Attention.triplet(channels, CLOUD)) : List.of();
    }

    private static NetworkSpec convolution(int in, int out, int kernel) {
        return Convolution.of(in, out, kernel, EDGE);
    }
}
