package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Largest value per window; windows that do not fit are left out. */
final class MaxPoolLayer implements Layer {

    private final Ops.Window window;
    private final Pool pool;
    private final Block output;
    private INDArray input;

    MaxPoolLayer(MaxPool spec, String path, Construction from) {
        this.window = new Ops.Window(spec.size(), spec.stride(), 0);
        this.pool = from.pool();
        this.output = from.block();
        this.input = EmptyArray.of(from.type());
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        INDArray y = output.shaped(x.size(0), size(x.size(1)), size(x.size(2)), x.size(3));
        Ops.maxPool(window, x, y);
        return y;
    }

    private long size(long of) {
        return (of - window.size()) / window.stride() + 1;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        INDArray dx = pool.take(input.shape());
        Ops.maxPoolBackward(window, input, dy, dx);
        return dx;
    }

    @Override
    public void close() {
        output.close();
    }
}
