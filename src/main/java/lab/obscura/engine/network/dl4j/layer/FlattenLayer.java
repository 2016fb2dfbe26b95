package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same numbers as a vector: forward only looks at them in another shape. */
final class FlattenLayer implements Layer {

    private final Pool pool;
    private long[] inputShape = {};

    FlattenLayer(Flatten spec, String path, Construction from) {
        this.pool = from.pool();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        inputShape = x.shape();
        return x.reshape(x.size(0), 1, 1, x.length() / x.size(0));
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        INDArray dx = pool.take(inputShape);
        dx.assign(dy.reshape(inputShape));
        return dx;
    }

    @Override
    public boolean outputMayBeOverwritten() {
        return false;
    }
}
