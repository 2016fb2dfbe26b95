package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Pools.GlobalMaxPool;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Largest value over space. */
final class GlobalMaxPoolLayer implements Layer {

    private final Pool pool;
    private final Block output;
    private INDArray input;

    GlobalMaxPoolLayer(GlobalMaxPool spec, String path, Construction from) {
        this.pool = from.pool();
        this.output = from.block();
        this.input = EmptyArray.of(from.type());
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        INDArray y = output.shaped(x.size(0), 1, 1, x.size(3));
        Ops.run("maxpool2d", Ops.of(x), Ops.of(y), Ops.allOfSpace(x));
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        INDArray dx = pool.take(input.shape());
        Ops.run("maxpool2d_bp", Ops.of(input, dy), Ops.of(dx), Ops.allOfSpace(input));
        return dx;
    }

    @Override
    public void close() {
        output.close();
    }
}
