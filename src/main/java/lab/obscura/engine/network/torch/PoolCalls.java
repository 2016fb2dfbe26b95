package lab.obscura.engine.network.torch;

import java.util.List;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers that take one number of several. */
final class PoolCalls {

    static final List<LayerCall> ALL = List.of(
            LayerCall.of(MaxPool.class, PoolCalls::maxPool),
            LayerCall.of(GlobalAveragePool.class, (pool, x, site) -> torch.adaptive_avg_pool2d(x, 1, 1)));

    private PoolCalls() {}

    private static Tensor maxPool(MaxPool pool, Tensor x, LayerSite site) {
        long[] size = {pool.size(), pool.size()};
        long[] stride = {pool.stride(), pool.stride()};
        return torch.max_pool2d(x, size, stride, new long[] {0, 0}, new long[] {1, 1}, false);
    }
}
