package lab.obscura.engine.network.torch;

import lab.obscura.engine.network.spec.NetworkSpec;
import org.bytedeco.pytorch.Tensor;

/**
 * What this engine does with one kind of layer.
 *
 * @param call computes the output; to be called inside a scope
 * @param outputIsSpare whether the gradients do without the output, so that what follows may write over it and save the memory
 */
record LayerCall(Class<? extends NetworkSpec> type, Call<NetworkSpec> call, boolean outputIsSpare) {

    /** Calls of libtorch; autograd remembers what the gradients need. */
    interface Call<S extends NetworkSpec> {

        Tensor of(S spec, Tensor x, LayerSite site);
    }

    static <S extends NetworkSpec> LayerCall of(Class<S> type, Call<S> call) {
        return new LayerCall(type, (spec, x, site) -> call.of(type.cast(spec), x, site), false);
    }

    static <S extends NetworkSpec> LayerCall withSpareOutput(Class<S> type, Call<S> call) {
        return new LayerCall(type, of(type, call).call, true);
    }
}
