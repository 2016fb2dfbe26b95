package lab.obscura.engine.network;

import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pools.ChannelPool;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.GlobalMaxPool;
import lab.obscura.engine.network.spec.Pools.MaxPool;

/** A network with the same shapes whose derivative has no jumps: ReLU becomes SiLU, a max pool a convolution with its stride or a mean. */
final class SmoothNetworks {

    private SmoothNetworks() {}

    static NetworkSpec of(NetworkSpec spec, ImageShape input) {
        if (spec instanceof Composition composition) {
            return composition.of(parts(composition, input));
        }
        if (spec instanceof ChannelPool) {
            return Convolution.of(input.channels(), 2, 1, Init.KAIMING_UNIFORM);
        }
        if (spec instanceof GlobalMaxPool) {
            return new GlobalAveragePool();
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

    private static List<NetworkSpec> parts(Composition composition, ImageShape input) {
        List<ImageShape> inputs = composition.inputsOfParts(input);
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> of(composition.parts().get(i), inputs.get(i)))
                .toList();
    }

    private static boolean hasKink(Function function) {
        return function == Function.RELU || function == Function.LEAKY_RELU;
    }
}
