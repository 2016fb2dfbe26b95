package lab.obscura.engine.network.torch;

import java.util.List;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers in which every output sees every input. */
final class FullyConnectedCalls {

    static final List<LayerCall> ALL = List.of(
            LayerCall.withSpareOutput(Dense.class, FullyConnectedCalls::dense),
            LayerCall.of(SparseCoding.class, FullyConnectedCalls::sparseCoding));

    private FullyConnectedCalls() {}

    private static Tensor dense(Dense dense, Tensor x, LayerSite site) {
        Tensor rows = x.reshape(x.size(0), dense.in());
        Tensor weight = site.parameter("weight");
        Tensor y = dense.bias() ? torch.addmm(site.parameter("bias"), rows, weight) : torch.matmul(rows, weight);
        return y.reshape(x.size(0), dense.out(), 1, 1);
    }

    private static Tensor sparseCoding(SparseCoding coding, Tensor x, LayerSite site) {
        Tensor dictionary = site.parameter("weight");
        Tensor rows = x.permute(0, 2, 3, 1).reshape(x.size(0), coding.size());
        Tensor code = torch.softshrink(torch.matmul(rows, dictionary.t()), new Scalar(coding.threshold()));
        return torch.matmul(code, dictionary)
                .reshape(x.size(0), x.size(2), x.size(3), x.size(1))
                .permute(0, 3, 1, 2);
    }
}
