package lab.obscura.engine.network.spec;

import java.util.List;
import lab.obscura.engine.network.spec.NetworkSpec.Init;

/** The same network with its first weights drawn another way. */
public final class WeightInitialization {

    private WeightInitialization() {}

    public static NetworkSpec drawn(NetworkSpec spec, Init init) {
        if (spec instanceof NetworkSpec.Sequence sequence) {
            List<NetworkSpec> layers =
                    sequence.layers().stream().map(layer -> drawn(layer, init)).toList();
            return new NetworkSpec.Sequence(layers);
        } else if (spec instanceof NetworkSpec.ResidualSum sum) {
            return new NetworkSpec.ResidualSum(drawn(sum.body(), init), drawn(sum.shortcut(), init));
        } else if (spec instanceof NetworkSpec.Convolution c) {
            return new NetworkSpec.Convolution(c.in(), c.out(), c.kernel(), c.stride(), c.padding(), c.bias(), init);
        } else if (spec instanceof NetworkSpec.TransposedConvolution t) {
            return new NetworkSpec.TransposedConvolution(
                    t.in(), t.out(), t.kernel(), t.stride(), t.padding(), t.outputPadding(), t.bias(), init);
        } else if (spec instanceof NetworkSpec.Dense d) {
            return new NetworkSpec.Dense(d.in(), d.out(), d.bias(), init);
        }
        return spec;
    }
}
