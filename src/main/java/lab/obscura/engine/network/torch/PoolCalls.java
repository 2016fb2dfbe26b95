package lab.obscura.engine.network.torch;

import java.util.List;
import lab.obscura.engine.network.spec.Pools.ChannelPool;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.GlobalMaxPool;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Layers that take one number of several. */
final class PoolCalls {

    static final List<LayerCall> ALL = List.of(
            LayerCall.of(MaxPool.class, PoolCalls::maxPool),
            LayerCall.of(GlobalAveragePool.class, (pool, x, site) -> torch.adaptive_avg_pool2d(x, 1, 1)),
            LayerCall.of(GlobalMaxPool.class, PoolCalls::globalMaxPool),
            LayerCall.of(ChannelPool.class, PoolCalls::channelPool));

    private PoolCalls() {}

    private static Tensor maxPool(MaxPool pool, Tensor x, LayerSite site) {
        long[] size = {pool.size(), pool.size()};
        long[] stride = {pool.stride(), pool.stride()};
        return torch.max_pool2d(x, size, stride, new long[] {0, 0}, new long[] {1, 1}, false);
    }

    private static Tensor globalMaxPool(GlobalMaxPool pool, Tensor x, LayerSite site) {
        long[] all = {x.size(2), x.size(3)};
        return torch.max_pool2d(x, all, all, new long[] {0, 0}, new long[] {1, 1}, false);
    }

    private static Tensor channelPool(ChannelPool pool, Tensor x, LayerSite site) {
        long[] channels = {1};
        return torch.cat(
                new TensorVector(torch.amax(x, channels, true), x.mean(channels, true, new ScalarTypeOptional())), 1);
    }
}
