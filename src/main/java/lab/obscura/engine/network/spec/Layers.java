package lab.obscura.engine.network.spec;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;

/** Short words for the layer groups that several networks share. */
public final class Layers {

    private Layers() {}

    public static NetworkSpec sequence(List<NetworkSpec> layers) {
        return new Sequence(layers);
    }

    public static NetworkSpec sequence(NetworkSpec... layers) {
        return new Sequence(List.of(layers));
    }

    /** One after the other. */
    public static NetworkSpec joined(List<NetworkSpec> first, List<NetworkSpec> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        return sequence(all);
    }

    /**
     * The first layers of a network.
     *
     * @throws IllegalArgumentException when it has no more than that
     */
    public static NetworkSpec beginning(NetworkSpec network, int layers) {
        int all = network instanceof Sequence sequence ? sequence.layers().size() : 1;
        if (layers < 1 || layers >= all) {
            throw new IllegalArgumentException("the network has " + all + " layers, so its beginning has 1 to "
                    + (all - 1) + " and not " + layers);
        }
        return sequence(((Sequence) network).layers().subList(0, layers));
    }

    public static NetworkSpec silu() {
        return new Activation(Function.SILU);
    }

    public static NetworkSpec relu() {
        return new Activation(Function.RELU);
    }

    public static NetworkSpec sigmoid() {
        return new Activation(Function.SIGMOID);
    }

    public static NetworkSpec norm(int channels) {
        return BatchNorm.of(channels);
    }

    /** 3×3, stride 1, size kept, with bias. */
    public static NetworkSpec convolution3(int in, int out, Init init) {
        return Convolution.of(in, out, 3, init);
    }

    /** Doubles height and width: 3×3, stride 2, padding 1, output padding 1. */
    public static NetworkSpec doubling(int in, int out, Init init) {
        return TransposedConvolution.of(in, out, 3, init).doubling();
    }

    /** Convolution 3×3, batch norm, ReLU ({@code docs/methods/networks.md#convolution-block}). */
    public static List<NetworkSpec> convolutionBlock(int in, int out, Init init) {
        return List.of(convolution3(in, out, init), norm(out), relu());
    }

    /**
     * Pre-activation residual block of {@code docs/methods/networks.md#residual-block}: {@code conv(relu(BN(conv(relu(BN(x)))))) +
     * s(x)}, where s is the identity, or
     * 1×1 convolution without bias and batch norm when the number of channels changes.
     */
    public static NetworkSpec residualBlock(int in, int out, Init init) {
        var body = new ArrayList<NetworkSpec>();
        body.add(norm(in));
        body.add(relu());
        body.add(convolution3(in, out, init));
        body.add(norm(out));
        body.add(relu());
        body.add(convolution3(out, out, init));
        NetworkSpec shortcut = in == out
                ? sequence()
                : sequence(Convolution.of(in, out, 1, init).withoutBias(), norm(out));
        return new ResidualSum(sequence(body), shortcut);
    }
}
