package lab.obscura.engine.network.spec;

import java.util.Collections;
import java.util.List;
import lab.obscura.engine.network.spec.Composition.Concatenation;
import lab.obscura.engine.network.spec.Composition.Product;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pools.ChannelPool;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.GlobalMaxPool;
import lab.obscura.engine.network.spec.Reshaping.Permutation;

/** Attention blocks, made of other layers ({@code docs/methods/networks.md#attention-blocks}): the shape stays, gates weigh it. */
public final class Attention {

    private static final NetworkSpec SAME = Layers.sequence();
    private static final int KERNEL = 7;
    private static final NetworkSpec CHANNELS_AND_HEIGHT_SWAPPED = new Permutation(List.of(2, 1, 0));
    private static final NetworkSpec CHANNELS_AND_WIDTH_SWAPPED = new Permutation(List.of(0, 2, 1));

    private Attention() {}

    /**
     * {@code x · sigmoid(W2 · relu(W1 · mean(x)))}, a factor for every channel. Hu et al., 2018.
     *
     * @param reduction how many times fewer values lie between W1 and W2
     */
    public static NetworkSpec squeezeAndExcitation(int channels, int reduction, Init init) {
        int hidden = hidden(channels, reduction);
        return new Product(
                SAME,
                Layers.sequence(
                        new GlobalAveragePool(),
                        Dense.of(channels, hidden, init).withoutBias(),
                        Layers.relu(),
                        Dense.of(hidden, channels, init).withoutBias(),
                        Layers.sigmoid()));
    }

    /**
     * CBAM: {@code x' = x · sigmoid(M(mean(x)) + M(max(x)))} for the channels, with one M for both, then
     * {@code x' · sigmoid(conv7×7([max, mean]))} for the places. Woo et al., 2018.
     *
     * @param reduction how many times fewer values lie in the middle of M
     */
    public static NetworkSpec cbam(int channels, int reduction, Init init) {
        var ofPlaces = Layers.sequence(new ChannelPool(), sevenBySeven(init), Layers.sigmoid());
        return Layers.sequence(
                new Product(SAME, gateOfChannels(channels, reduction, init)), new Product(SAME, ofPlaces));
    }

    /** Mean and maximum become an image of two places, so that one network of 1×1 convolutions sees both; the mean of two is half the sum. */
    private static NetworkSpec gateOfChannels(int channels, int reduction, Init init) {
        int hidden = hidden(channels, reduction);
        NetworkSpec channelsAsRows = new Permutation(List.of(2, 0, 1));
        NetworkSpec rowsAsChannels = new Permutation(List.of(1, 2, 0));
        return Layers.sequence(
                new Concatenation(List.of(
                        Layers.sequence(new GlobalAveragePool(), channelsAsRows),
                        Layers.sequence(new GlobalMaxPool(), channelsAsRows))),
                rowsAsChannels,
                Convolution.of(channels, hidden, 1, init).withoutBias(),
                Layers.relu(),
                Convolution.of(hidden, channels, 1, init).withoutBias(),
                new GlobalAveragePool(),
                divided(channels, 0.5),
                Layers.sigmoid());
    }

    /**
     * The mean of three gates' results: over places, over columns with channels for rows, over rows with channels for columns. Misra et
     * al., 2021.
     */
    public static NetworkSpec triplet(int channels, Init init) {
        NetworkSpec rowsAndColumns = gateOfPlaces(init);
        NetworkSpec columns =
                Layers.sequence(CHANNELS_AND_HEIGHT_SWAPPED, gateOfPlaces(init), CHANNELS_AND_HEIGHT_SWAPPED);
        NetworkSpec rows = Layers.sequence(CHANNELS_AND_WIDTH_SWAPPED, gateOfPlaces(init), CHANNELS_AND_WIDTH_SWAPPED);
        return Layers.sequence(new ResidualSum(new ResidualSum(columns, rows), rowsAndColumns), divided(channels, 3));
    }

    /** {@code x · sigmoid(BN(conv7×7([max, mean])))}. */
    private static NetworkSpec gateOfPlaces(Init init) {
        return new Product(
                SAME,
                Layers.sequence(new ChannelPool(), sevenBySeven(init), new BatchNorm(1, 1e-5, 0.01), Layers.sigmoid()));
    }

    private static NetworkSpec sevenBySeven(Init init) {
        return Convolution.of(2, 1, KERNEL, init).withoutBias();
    }

    private static NetworkSpec divided(int channels, double by) {
        return new ChannelAffine(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, by));
    }

    private static int hidden(int channels, int reduction) {
        return Math.max(1, channels / reduction);
    }
}
