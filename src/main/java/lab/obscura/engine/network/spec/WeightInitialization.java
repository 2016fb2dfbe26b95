package lab.obscura.engine.network.spec;

import java.util.List;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec.Init;

/** The same network with its first weights drawn another way. */
public final class WeightInitialization {

    private WeightInitialization() {}

    public static NetworkSpec drawn(NetworkSpec spec, Init init) {
        if (spec instanceof Sequence sequence) {
            List<NetworkSpec> layers =
                    sequence.layers().stream().map(layer -> drawn(layer, init)).toList();
            return new Sequence(layers);
        } else if (spec instanceof ResidualSum sum) {
            return new ResidualSum(drawn(sum.body(), init), drawn(sum.shortcut(), init));
        } else if (spec instanceof Convolution c) {
            return new Convolution(c.in(), c.out(), c.kernel(), c.stride(), c.padding(), c.bias(), init);
        } else if (spec instanceof TransposedConvolution t) {
            return new TransposedConvolution(
                    t.in(), t.out(), t.kernel(), t.stride(), t.padding(), t.outputPadding(), t.bias(), init);
        } else if (spec instanceof Dense d) {
            return new Dense(d.in(), d.out(), d.bias(), init);
        }
        return spec;
    }
}
