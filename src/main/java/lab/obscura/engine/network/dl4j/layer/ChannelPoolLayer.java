package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.array.RowSums;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Pools.ChannelPool;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Largest value and mean of all channels. */
final class ChannelPoolLayer implements Layer {

    private static final int LARGEST = 0;
    private static final int MEAN = 1;

    private final Pool pool;
    private final Block output;
    private final Block largestMemory;
    private final RowSums sums;
    private INDArray input;
    private INDArray largest;

    ChannelPoolLayer(ChannelPool spec, String path, Construction from) {
        this.pool = from.pool();
        this.output = from.block();
        this.largestMemory = from.block();
        this.sums = new RowSums(from.type());
        this.input = EmptyArray.of(from.type());
        this.largest = input;
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        INDArray y = output.shaped(x.size(0), x.size(1), x.size(2), 2);
        largest = largestMemory.shaped(x.size(0), x.size(1), x.size(2), 1);
        Ops.run("reduce_max", Ops.of(x), Ops.of(largest.reshape(x.size(0), x.size(1), x.size(2))), 3);
        channel(y, LARGEST).assign(largest);
        INDArray mean = pool.take(largest.shape());
        sums.into(x, mean);
        mean.divi(x.size(3));
        channel(y, MEAN).assign(mean);
        pool.release(mean);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        INDArray dx = pool.take(input.shape());
        Ops.run("subtract", Ops.of(input, largest), Ops.of(dx));
        try (INDArray isLargest = dx.eq(0)) {
            dx.assign(isLargest);
        }
        INDArray sharing = pool.take(largest.shape());
        sums.into(dx, sharing);
        INDArray share = pool.take(largest.shape());
        share.assign(channel(dy, LARGEST)).divi(sharing);
        Ops.run("multiply", Ops.of(dx, share), Ops.of(dx));
        share.assign(channel(dy, MEAN)).divi(input.size(3));
        Ops.run("add", Ops.of(dx, share), Ops.of(dx));
        pool.release(share);
        pool.release(sharing);
        return dx;
    }

    private static INDArray channel(INDArray array, int channel) {
        return array.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(channel, channel + 1));
    }

    @Override
    public void close() {
        output.close();
        largestMemory.close();
        sums.close();
    }
}
