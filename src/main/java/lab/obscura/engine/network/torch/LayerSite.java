package lab.obscura.engine.network.torch;

import java.util.function.Supplier;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.torch.library.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** Where a layer stands in its network, and what it finds there. */
record LayerSite(String path, Pass pass, NetworkTensors tensors) {

    Tensor parameter(String name) {
        return tensors.parameter(InitialState.name(path, name));
    }

    TensorOptional bias(boolean present) {
        return present ? new TensorOptional(parameter("bias")) : new TensorOptional();
    }

    Tensor statistic(String name) {
        return tensors.statistic(InitialState.name(path, name));
    }

    /** Made at the first pass and kept. */
    Tensor constant(String name, Supplier<double[]> perChannel) {
        return tensors.constant(path + "/" + name, perChannel);
    }

    Device device() {
        return tensors.device();
    }

    /** What a part of this layer makes of an input. */
    Tensor ofPart(NetworkSpec part, int position, Tensor x) {
        return AtenLayers.run(part, x, part(position));
    }

    LayerSite part(int position) {
        return new LayerSite(InitialState.child(path, position), pass, tensors);
    }
}
