package lab.obscura.engine.network;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pools.MaxPool;

/** A network with the same shapes whose derivative has no jumps: ReLU becomes SiLU, a max pool a convolution with its stride. */
final class SmoothNetworks {

    private SmoothNetworks() {}

    static NetworkSpec of(NetworkSpec spec, ImageShape input) {
        if (spec instanceof Sequence sequence) {
            return sequence(sequence.layers(), input);
        }
        if (spec instanceof ResidualSum sum) {
            return new ResidualSum(of(sum.body(), input), of(sum.shortcut(), input));
        }
        if (spec instanceof MaxPool pool) {
            int channels = input.channels();
            return new Convolution(channels, channels, pool.size(), pool.stride(), 0, true, Init.KAIMING_UNIFORM);
        }
        if (spec instanceof Activation activation && hasKink(activation.function())) {
            return new Activation(Function.SILU);
        }
        return spec;
    }

    private static NetworkSpec sequence(List<NetworkSpec> layers, ImageShape input) {
        var smooth = new ArrayList<NetworkSpec>();
        ImageShape shape = input;
        for (NetworkSpec layer : layers) {
            smooth.add(of(layer, shape));
            shape = layer.output(shape);
        }
        return new Sequence(smooth);
    }

    private static boolean hasKink(Function function) {
        return function == Function.RELU || function == Function.LEAKY_RELU;
    }
}
