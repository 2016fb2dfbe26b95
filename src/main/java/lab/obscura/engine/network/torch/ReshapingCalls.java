package lab.obscura.engine.network.torch;

import java.util.List;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Reshaping.Permutation;
import lab.obscura.engine.network.spec.Reshaping.Reshape;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers that put the same numbers elsewhere. */
final class ReshapingCalls {

    static final List<LayerCall> ALL = List.of(
            LayerCall.of(Flatten.class, ReshapingCalls::flatten),
            LayerCall.of(Reshape.class, ReshapingCalls::reshape),
            LayerCall.of(Permutation.class, ReshapingCalls::permutation));

    private ReshapingCalls() {}

    private static Tensor flatten(Flatten flatten, Tensor x, LayerSite site) {
        return x.permute(0, 2, 3, 1).reshape(x.size(0), -1, 1, 1);
    }

    private static Tensor reshape(Reshape shape, Tensor x, LayerSite site) {
        return x.permute(0, 2, 3, 1)
                .reshape(x.size(0), shape.height(), shape.width(), shape.channels())
                .permute(0, 3, 1, 2)
                .contiguous(torch.MemoryFormat.ChannelsLast);
    }

    private static Tensor permutation(Permutation permutation, Tensor x, LayerSite site) {
        List<Integer> axes = permutation.axes();
        return x.permute(0, 2, 3, 1)
                .permute(0, 1L + axes.get(0), 1L + axes.get(1), 1L + axes.get(2))
                .permute(0, 3, 1, 2)
                .contiguous(torch.MemoryFormat.ChannelsLast);
    }
}
