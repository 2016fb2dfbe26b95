package lab.obscura.engine.network.torch;

import java.util.List;
import lab.obscura.engine.network.spec.Composition.Concatenation;
import lab.obscura.engine.network.spec.Composition.Product;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Networks made of networks. */
final class CompositionCalls {

    static final List<LayerCall> ALL = List.of(
            LayerCall.of(Sequence.class, CompositionCalls::sequence),
            LayerCall.withSpareOutput(ResidualSum.class, CompositionCalls::sum),
            LayerCall.withSpareOutput(Concatenation.class, CompositionCalls::concatenation),
            LayerCall.withSpareOutput(Product.class, CompositionCalls::product));

    private CompositionCalls() {}

    private static Tensor sequence(Sequence sequence, Tensor x, LayerSite site) {
        Tensor y = x;
        boolean mayOverwrite = false;
        for (int i = 0; i < sequence.layers().size(); i++) {
            NetworkSpec layer = sequence.layers().get(i);
            y = mayOverwrite && layer instanceof Activation activation
                    ? PointwiseCalls.overwriting(activation, y)
                    : site.ofPart(layer, i, y);
            mayOverwrite = AtenLayers.of(layer).outputIsSpare();
        }
        return y;
    }

    private static Tensor sum(ResidualSum sum, Tensor x, LayerSite site) {
        return site.ofPart(sum.body(), 0, x).add(site.ofPart(sum.shortcut(), 1, x));
    }

    private static Tensor concatenation(Concatenation concatenation, Tensor x, LayerSite site) {
        var ends = new TensorVector();
        for (int i = 0; i < concatenation.branches().size(); i++) {
            ends.push_back(site.ofPart(concatenation.branches().get(i), i, x));
        }
        return torch.cat(ends, 1);
    }

    private static Tensor product(Product product, Tensor x, LayerSite site) {
        return site.ofPart(product.body(), 0, x).mul(site.ofPart(product.gate(), 1, x));
    }
}
