package lab.obscura.engine.network.torch;

import java.util.List;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import org.bytedeco.pytorch.Tensor;

/** Layers that put the same numbers elsewhere. */
final class ReshapingCalls {

    static final List<LayerCall> ALL = List.of(LayerCall.of(Flatten.class, ReshapingCalls::flatten));

    private ReshapingCalls() {}

    private static Tensor flatten(Flatten flatten, Tensor x, LayerSite site) {
        return x.permute(0, 2, 3, 1).reshape(x.size(0), -1, 1, 1);
    }
}
